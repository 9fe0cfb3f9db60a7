import { IsEmail, Length, MaxLength } from 'class-validator';
import { IsText } from '#text';

/** The fields of the page on which people register; their rules are those of the API. */
export class RegistrationForm {
  @IsText('identifier')
  @IsEmail()
  @MaxLength(255)
  email: string;

  @IsText('name')
  @Length(1, 100)
  firstName: string;

  @IsText('name')
  @Length(1, 100)
  lastName: string;

  @IsText('name')
  @Length(1, 255)
  companyName: string;
}
