import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { SCOPES } from '#oauth';

/** `data.attributes` of POST /api/roles. Types and nulls are the resource definition's affair. */
export class CreateRole {
  @IsString()
  @Length(1, 100)
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
