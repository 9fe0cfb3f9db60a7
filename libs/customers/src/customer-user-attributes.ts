import { IsEmail, IsOptional, IsString, Length } from 'class-validator';

/**
 * What either side may say of a person with an account when the person is made. Types and
 * nulls are the resource definition's affair.
 */
export class CustomerUserAttributes {
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

  /** YYYY-MM-DD, which the resource definition has checked. */
  @IsOptional()
  birthday?: string | null;
}
