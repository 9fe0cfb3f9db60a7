import { IsBoolean, IsEmail, IsOptional, IsString, Length } from 'class-validator';

/** `data.attributes` of POST /api/users. The resource definition checks types and nulls. */
export class CreateUser {
  @IsString()
  @Length(3, 255)
  username: string;

  @IsEmail()
  email: string;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  namePrefix?: string | null;

  @IsString()
  @Length(1, 100)
  firstName: string;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  middleName?: string | null;

  @IsString()
  @Length(1, 100)
  lastName: string;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  nameSuffix?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 32)
  phone?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  title?: string | null;

  /** YYYY-MM-DD; the resource definition checks the form. */
  @IsOptional()
  birthday?: string | null;

  /** The default is true. */
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}
