import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { SCOPES } from '#oauth';

/** `data.attributes` of POST /api/roles. The resource definition checks types and nulls. */
export class CreateRole {
  @IsString()
  @Length(1, 100)
  name: string;

  @IsOptional()
  @IsString()
  @MaxLength(1000)
  description?: string | null;

  /** An empty list makes a role that grants nothing. */
  @IsIn(SCOPES.backoffice, {
    each: true,
    message: `each value in scopes must be a scope of the back office: ${SCOPES.backoffice.join(', ')}`,
  })
  scopes: string[];
}
