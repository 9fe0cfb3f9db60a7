import { OmitType, PartialType } from '@nestjs/mapped-types';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsText } from '#text';
import type { JsonWebKeySet } from '../jws/key-set.js';
import { MAX_NETWORKS } from '../network.js';
import { SIDES, type Side } from '../side.js';
import { MAX_TOKEN_LIFETIME } from '../oauth-settings.js';
import { IsNetwork, IsOmittable, IsTime, IsUnique } from './attribute-rules.js';
import { GRANT_TYPES } from './client-grants.js';
import { IsKeySet, IsKeySetUri } from './client-keys.js';
import { IsRedirectUri, MAX_URIS } from './redirect-uris.js';
import { AreLimits, type LimitOverrides } from './limit-overrides.js';

/** More than a side has. */
const MAX_SCOPES = 100;

/** The attributes of a new client, for the API and the command line alike. */
export class NewClient {
  @IsIn(SIDES)
  side: Side;

  /** Unique within its side and owner. */
  @Length(1, 100)
  @IsText('name')
  name: string;

  @IsOptional()
  @MaxLength(1000)
  @IsText('prose')
  description?: string | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_SCOPES)
  @IsString({ each: true })
  scopes: string[];

  /** Grant types that the client may use (RFC 7591 §2); by default `client_credentials` alone. */
  @IsOmittable()
  @IsArray()
  @ArrayMinSize(1)
  @IsUnique()
  @IsIn(GRANT_TYPES, { each: true })
  grantTypes?: string[];

  /** URIs to which people are sent with an authorization code, compared exactly. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(MAX_URIS)
  @IsUnique()
  @IsRedirectUri()
  redirectUris?: string[];

  /** URIs to which people may be sent after they have signed out. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(MAX_URIS)
  @IsUnique()
  @IsRedirectUri()
  postLogoutRedirectUris?: string[];

  /** True for a client without credentials, such as a single-page app (RFC 6749 §2.1). */
  @IsOmittable()
  @IsBoolean()
  isPublic?: boolean;

  /** True when people are asked for consent before the client gets tokens for them. */
  @IsOmittable()
  @IsBoolean()
  isThirdParty?: boolean;

  /** Seconds; null means the lifetime that the side is configured with. */
  @IsOptional()
  @IsInt()
  @Min(60)
  @Max(MAX_TOKEN_LIFETIME)
  accessTokenLifetime?: number | null;

  /** True when the client's tokens must be bound to a key (RFC 9449 §5.2). */
  @IsOmittable()
  @IsBoolean()
  dpopBoundAccessTokens?: boolean;

  /** IP addresses or CIDR ranges; an empty list allows any network. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(MAX_NETWORKS)
  @IsNetwork()
  allowedNetworks?: string[];

  @IsOmittable()
  @IsBoolean()
  enabled?: boolean;

  @IsOptional()
  @IsTime()
  expiresAt?: string | null;

  /** The user of the same side for whom the client acts; the owner cannot change later. */
  @IsOptional()
  @IsObject()
  owner?: { type: string; id: string } | null;

  @IsOptional()
  @Length(1, 255)
  @IsText('name')
  contact?: string | null;

  /** Public keys by which the client may authenticate (RFC 7591 §2), besides its secrets. */
  @IsOptional()
  @IsKeySet()
  jwks?: JsonWebKeySet | null;

  /** The address where the client publishes its keys, instead of `jwks`. */
  @IsOptional()
  @IsKeySetUri()
  jwksUri?: string | null;

  /** Overrides of the configuration; setting them needs `clients:admin`. */
  @IsOptional()
  @AreLimits()
  limits?: LimitOverrides | null;
}

/** The attributes of a client that can change: all except side and owner. */
export class ClientChanges extends PartialType(OmitType(NewClient, ['side', 'owner'] as const), {
  skipNullProperties: false,
}) {}

/** The names of the attributes of `ClientChanges`. */
export const CLIENT_ATTRIBUTES = [
  'name',
  'description',
  'scopes',
  'grantTypes',
  'redirectUris',
  'postLogoutRedirectUris',
  'isPublic',
  'isThirdParty',
  'accessTokenLifetime',
  'dpopBoundAccessTokens',
  'allowedNetworks',
  'enabled',
  'expiresAt',
  'contact',
  'jwks',
  'jwksUri',
  'limits',
] as const satisfies (keyof ClientChanges)[];

/** The attributes of a new secret; the server makes the secret itself. */
export class NewSecret {
  @IsOmittable()
  @MaxLength(100)
  @IsText('name')
  label?: string;

  @IsOptional()
  @IsTime()
  notBefore?: string | null;

  @IsOptional()
  @IsTime()
  expiresAt?: string | null;

  /**
   * Seconds. Makes the creation a rotation: the client's other secrets are deprecated now and
   * expire after this time. Without it, the other secrets are unchanged.
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(31_536_000)
  overlap?: number | null;
}

/** The attributes of a secret that can change. */
export class SecretChanges extends PartialType(
  OmitType(NewSecret, ['notBefore', 'overlap'] as const),
  { skipNullProperties: false },
) {}
