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
import { MAX_TOKEN_LIFETIME } from '../oauth.options.js';
import { IsKeySet, IsKeySetUri } from './client-keys.js';
import { AreLimits, type LimitOverrides } from './limit-overrides.js';

/** No client has use for more. */
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
 * Also one that there is: the 61st second of a minute has the form, and is none
 * for us. In UTC its year is from 1 to 9999, or we could not write it so again.
 */
const IsTime = () =>
  ValidateBy({
    name: 'time',
    validator: {
      validate: (value) => isRFC3339(value) && isYearOfFour(new Date(value)),
      defaultMessage: () => '$property must be RFC 3339 date',
    },
  });

function isYearOfFour(time: Date): boolean {
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9999;
}

/** May be left out, and may not be null, which none of its columns can hold. */
const MayBeLeftOut = () => ValidateIf((_, value) => value !== undefined);

/** What an administrator says of a new client, through whatever door. */
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

  /** Seconds; null is the side's. */
  @IsOptional()
  @IsInt()
  @Min(60)
  @Max(MAX_TOKEN_LIFETIME)
  accessTokenLifetime?: number | null;

  /** Whether its tokens must be bound to a key (RFC 9449 §5.2). */
  @MayBeLeftOut()
  @IsBoolean()
  dpopBoundAccessTokens?: boolean;

  /** Empty is anywhere. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MAX_NETWORKS)
  @IsNetwork()
  allowedNetworks?: string[];

  @MayBeLeftOut()
  @IsBoolean()
  enabled?: boolean;

  @IsOptional()
  @IsTime()
  expiresAt?: string | null;

  /** The user of its side for whom it acts, for good: it cannot change hands. */
  @IsOptional()
  @IsObject()
  owner?: { type: string; id: string } | null;

  @IsOptional()
  @Length(1, 255)
  @IsText('name')
  contact?: string | null;

  /** Public keys by which it may authenticate (RFC 7591 §2), beside its secrets. */
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

/** What can be changed of a client: all but whose it is. */
export class ClientChanges extends PartialType(OmitType(NewClient, ['side', 'owner'] as const), {
  skipNullProperties: false,
}) {}

/** What an administrator says of a new secret; the secret itself is made here. */
export class NewSecret {
  @MayBeLeftOut()
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
   * Rotation: the client's other secrets are deprecated now and expire after so
   * many seconds. Left out, they stay as they are.
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(31_536_000)
  overlap?: number | null;
}

/** What can be changed of a secret. */
export class SecretChanges extends PartialType(
  OmitType(NewSecret, ['notBefore', 'overlap'] as const),
  { skipNullProperties: false },
) {}
