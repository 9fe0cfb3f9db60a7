import { IsBoolean, IsOptional, IsString, Length } from 'class-validator';
import { PersonAttributes } from '#customers';

/** `data.attributes` of POST /api/users. The resource definition checks types and nulls. */
export class CreateUser extends PersonAttributes {
  @IsString()
  @Length(3, 255)
  username: string;

  @IsOptional()
  @IsString()
  @Length(1, 32)
  phone?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  title?: string | null;

  /** The default is true. */
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}
