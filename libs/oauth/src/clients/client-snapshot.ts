import type { PublicJwk } from '../jws/public-jwk.js';
import type { Scope } from '../scope.js';
import type { LimitOverrides } from './limit-overrides.js';

/** A secret as the token endpoint needs it; times in Unix seconds. */
export interface SecretSnapshot {
  id: string;
  /** SHA-256. */
  hash: Buffer;
  hint: string;
  notBefore: number | null;
  expiresAt: number | null;
  /** Since when a newer one should be used instead. */
  deprecatedAt: number | null;
}

/** What the protocol needs to know of a client (RFC 6749 §2); times in Unix seconds. */
export interface ClientSnapshot {
  clientId: string;
  /** `sub` of its tokens: the user it acts for, or the client itself (RFC 9068 §2.2). */
  subject: string;
  /** The most that a token may carry: what is registered, within the roles of the owner. */
  scopes: Scope;
  enabled: boolean;
  expiresAt: number | null;
  /** Tokens issued in this millisecond or before are revoked. */
  tokensValidAfter: number | null;
  owner: 'none' | 'active' | 'disabled' | 'gone';
  /** Seconds; null is the side's. */
  accessTokenLifetime: number | null;
  /** Whether a token that is bound to no key is none of its (RFC 9449 §5.2). */
  dpopBoundAccessTokens: boolean;
  /** Overrides of the configuration. */
  limits: LimitOverrides | null;
  isAllowedFrom: (address: string) => boolean;
  /** Also those that have expired, to tell an old secret from a wrong one. */
  secrets: readonly SecretSnapshot[];
  /** That verify what it signs. */
  keys: readonly PublicJwk[];
  /** The address of the keys, instead of `keys`. */
  jwksUri: string | null;
  /** Networks from which it has authenticated before; see `networkOf`. Grows as it comes from more. */
  knownNetworks: Set<string>;
}

/** Why a client may do nothing at the moment. */
export type ClientInactiveReason =
  'disabled' | 'expired' | 'owner_disabled' | 'owner_gone' | 'network';

/** Null for a client in good standing that calls from where it may; without an address, wherever that is. */
export function clientInactiveReason(
  client: ClientSnapshot,
  address: string | null,
  now = Date.now() / 1000,
): ClientInactiveReason | null {
  if (!client.enabled) return 'disabled';
  if (client.expiresAt !== null && client.expiresAt <= now) return 'expired';
  if (client.owner === 'disabled') return 'owner_disabled';
  if (client.owner === 'gone') return 'owner_gone';
  return address === null || client.isAllowedFrom(address) ? null : 'network';
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True when a client, or a secret, could have this id. */
export function isClientId(text: string): boolean {
  return UUID.test(text);
}
