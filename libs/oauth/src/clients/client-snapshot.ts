import type { PublicJwk } from '../jws/public-jwk.js';
import type { Scope } from '../scope.js';
import type { LimitOverrides } from './limit-overrides.js';

/** A secret as the token endpoint needs it; times in Unix seconds. */
export interface SecretSnapshot {
  id: string;
  /**
   * SHA-256 in hexadecimal. A small `Buffer` would keep 8 KiB in memory, of which other buffers have
   * used the rest.
   */
  hash: string;
  hint: string;
  notBefore: number | null;
  expiresAt: number | null;
  /** The time since which a newer secret should be used instead. */
  deprecatedAt: number | null;
}

/** A client as the protocol needs it (RFC 6749 §2); times in Unix seconds. */
export interface ClientSnapshot {
  clientId: string;
  /** The name that people read when they are asked for consent. */
  name: string;
  /**
   * `sub` of the client's tokens: the user for whom it acts, or the client itself (RFC 9068 §2.2).
   */
  subject: string;
  /** Scopes that a token may carry at most: the registered ones, within the roles of the owner. */
  scopes: Scope;
  /** Grant types that the client may use (RFC 7591 §2). */
  grantTypes: readonly string[];
  /** URIs to which the authorization endpoint may send people, compared exactly (RFC 9700 §4.1.3). */
  redirectUris: readonly string[];
  /** URIs to which people may be sent after they have signed out. */
  postLogoutRedirectUris: readonly string[];
  /** True for a client without credentials, such as a single-page app (RFC 6749 §2.1). */
  isPublic: boolean;
  /** True when people are asked for consent before the client gets tokens for them. */
  isThirdParty: boolean;
  enabled: boolean;
  expiresAt: number | null;
  /** Tokens issued in this millisecond or before are revoked. */
  tokensValidAfter: number | null;
  owner: 'none' | 'active' | 'disabled' | 'gone';
  /** Seconds; null means the lifetime that the side is configured with. */
  accessTokenLifetime: number | null;
  /** True when the client's tokens must be bound to a key; others are rejected (RFC 9449 §5.2). */
  dpopBoundAccessTokens: boolean;
  /** Overrides of the configured limits. */
  limits: LimitOverrides | null;
  isAllowedFrom: (address: string) => boolean;
  /**
   * The client's secrets, including expired ones, to distinguish an old secret from a wrong one.
   */
  secrets: readonly SecretSnapshot[];
  /** Public keys that verify the client's signatures. */
  keys: readonly PublicJwk[];
  /** The URL of the keys, instead of `keys`. */
  jwksUri: string | null;
  /**
   * Networks from which the client has authenticated, see `networkOf`; new ones are added later.
   */
  knownNetworks: Set<string>;
}

/** Reasons for which the server rejects every request of a client. */
export type ClientInactiveReason =
  'disabled' | 'expired' | 'owner_disabled' | 'owner_gone' | 'network';

/**
 * Returns the reason for which a client is rejected; null for an active client that calls from an
 * allowed network. Without an address, the network is not checked.
 */
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

/** True when people can sign in for the client: it has the authorization code grant. */
export function acceptsPeople({ grantTypes }: Pick<ClientSnapshot, 'grantTypes'>): boolean {
  return grantTypes.includes('authorization_code');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True when the text has the form of the id of a client, a secret or a token (`jti`): a UUID. */
export function isClientId(text: string): boolean {
  return UUID.test(text);
}
