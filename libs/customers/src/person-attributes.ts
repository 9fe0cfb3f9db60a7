import { IsEmail, IsOptional, IsString, Length } from 'class-validator';

/**
 * The attributes that every resource of persons accepts in a POST: members of staff, and people with
 * a storefront account. The resource definition checks types and null values.
 */
export class PersonAttributes {
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

  /** YYYY-MM-DD; the resource definition has checked the format. */
  @IsOptional()
  birthday?: string | null;
}
