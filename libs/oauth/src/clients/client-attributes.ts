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
  isRFC3339,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { IsText } from '#text';
import type { JsonWebKeySet } from '../jws/key-set.js';
import { MAX_NETWORKS, readNetwork } from '../network.js';
import { SIDES, type Side } from '../side.js';
import { MAX_TOKEN_LIFETIME } from '../oauth-settings.js';
import { IsKeySet, IsKeySetUri } from './client-keys.js';
import { AreLimits, type LimitOverrides } from './limit-overrides.js';

/** More than a side has. */
const MAX_SCOPES = 100;

const IsNetwork = () =>
  ValidateBy(
    {
      name: 'network',
      validator: {
        validate: (value) => typeof value === 'string' && readNetwork(value) !== null,
        defaultMessage: () =>
          'each value in allowedNetworks must be an IP address or a CIDR range such as 10.0.0.0/8, without bits beyond its prefix',
      },
    },
    { each: true },
  );

/**
 * Accepts an RFC 3339 time that exists. A leap second has the right form and is rejected. The
 * year in UTC is from 1 to 9999, because the server could not write another one in this form.
 */
const IsTime = () =>
  ValidateBy({
    name: 'time',
    validator: {
      validate: (value) => isRFC3339(value) && hasFourDigitYear(new Date(value)),
      defaultMessage: () => '$property must be RFC 3339 date',
    },
  });

function hasFourDigitYear(time: Date): boolean {
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9999;
}

/** Allows a missing attribute but not null, which its column cannot hold. */
const IsOmittable = () => ValidateIf((_, value) => value !== undefined);

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
