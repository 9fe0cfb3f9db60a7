import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { SCOPES } from '#oauth';

/** No control characters, and no blank at the ends that nobody sees. */
const PRINTABLE = /^(?! )[^\p{Cc}\p{Cs}]{1,100}(?<! )$/u;

/** `data.attributes` of POST /api/roles. Types and nulls are the resource definition's affair. */
export class CreateRole {
  @Matches(PRINTABLE, {
    message: 'name must have 1 to 100 printable characters and no blank at its ends',
  })
  name: string;

  @IsOptional()
  @IsString()
  @MaxLength(1000)
  description?: string | null;

  /** None is a role that lets nothing through. */
  @IsIn(SCOPES.backoffice, {
    each: true,
    message: `each value in scopes must be a scope of the back office: ${SCOPES.backoffice.join(', ')}`,
  })
  scopes: string[];
}
