import { OmitType, PartialType } from '@nestjs/mapped-types';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateIf,
} from 'class-validator';
import { type Side, SIDES } from '#oauth';
import { IsText } from '#text';
import { IsIssuerUrl } from './issuer-url.js';

/** The characters of a scope of OAuth (RFC 6749 §3.3). */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/;

/** Scopes of a request; all together have at most 500 characters in the database. */
const MAX_SCOPES = 4;

/** True for an attribute that is set; null is rejected, because its column cannot hold it. */
function isGiven(_: unknown, value: unknown): boolean {
  return value !== undefined;
}

/** The attributes of a new provider, for the API and the command line alike. */
export class NewIdentityProvider {
  @IsIn(SIDES)
  side: Side;

  /** A part of the redirect URI, so it cannot change later. */
  @IsString()
  @Matches(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, {
    message: 'key must have 1 to 40 of the characters a-z, 0-9 and -, and no - at its ends',
  })
  key: string;

  /** The name on the button. */
  @Length(1, 60)
  @IsText('name')
  name: string;

  /** `iss` of its ID tokens. People are linked to it, so it cannot change later. */
  @IsIssuerUrl()
  issuer: string;

  /** The id that the provider has given this server. */
  @Matches(/^[\x20-\x7e]{1,500}$/, {
    message: 'clientId must have 1 to 500 printable ASCII characters', // RFC 6749 appendix A.1
  })
  clientId: string;

  /** The secret that the provider has given this server; null for a public client. */
  @IsOptional()
  @Matches(/^[\x20-\x7e]{1,1000}$/, {
    message: 'clientSecret must have 1 to 1000 printable ASCII characters', // RFC 6749 appendix A.2
  })
  clientSecret?: string | null;

  /** Scopes to request besides `openid`. */
  @ValidateIf(isGiven)
  @IsArray()
  @ArrayMaxSize(MAX_SCOPES)
  @IsString({ each: true })
  @Matches(SCOPE, {
    each: true,
    message: 'each value in scopes must be a scope of 1 to 100 characters',
  })
  scopes?: string[];

  /** False hides the button and rejects sign-ins, and keeps the links of people. */
  @ValidateIf(isGiven)
  @IsBoolean()
  enabled?: boolean;
}

/** The attributes of a provider that can change. */
export class IdentityProviderChanges extends PartialType(
  OmitType(NewIdentityProvider, ['side', 'key', 'issuer'] as const),
  { skipNullProperties: false },
) {}
