import { IsEmail, Length, MaxLength } from 'class-validator';
import { IsText } from '#text';

/**
 * The fields of the page on which people register. Their rules are those of the API, without quoted
 * local parts ("a b"@example.com): programs that send e-mails have sent these to other addresses.
 */
export class RegistrationForm {
  @IsText('identifier')
  @IsEmail({ blacklisted_chars: '"' })
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
