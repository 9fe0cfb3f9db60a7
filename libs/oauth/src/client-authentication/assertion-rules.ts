import { isSignedBy, type Jws } from '../jws/jws.js';
import type { PublicJwk } from '../jws/public-jwk.js';
import type { AssertionCredentials } from './assertion-credentials.js';

/** The server's settings for assertions. */
export interface AssertionLimits {
  /** The only accepted `aud`. */
  issuer: string;
  /** Seconds from now to `exp`, at most. */
  maxLifetime: number;
  /** Seconds by which `iat` and `nbf` may be in the future. */
  clockTolerance: number;
}

/**
 * Accepted `typ`: most libraries send none; the last is from draft-ietf-oauth-rfc7523bis, the
 * revision of RFC 7523.
 */
const TYPES = new Set<unknown>([undefined, 'JWT', 'client-authentication+jwt']);

/**
 * Headers that require an extension, or carry a key or its address (RFC 7515 §4.1): only registered
 * keys are used. Other headers are ignored, as §4 requires.
 */
const REJECTED_HEADERS = ['crit', 'b64', 'jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256'];

/** Characters of `jti`, at most. A UUID has 36; the database stores a digest. */
const MAX_ID = 256;

/**
 * Returns the rule of RFC 7523 §3 that header or claims break, in words for the operator, or null.
 */
export function assertionError(
  { header, claims }: Jws,
  { issuer, maxLifetime, clockTolerance }: AssertionLimits,
): string | null {
  const { typ, kid } = header;
  const { iss, sub, aud, exp, iat, nbf, jti } = claims;
  const now = Date.now() / 1000;
  const isPast = (time: unknown) =>
    time === undefined || (typeof time === 'number' && time <= now + clockTolerance);

  const rejected = REJECTED_HEADERS.find((name) => Object.hasOwn(header, name));
  if (rejected !== undefined) return `its header has ${rejected}`;
  if (!TYPES.has(typ)) return 'its typ is that of another kind of token';
  if (kid !== undefined && typeof kid !== 'string') return 'its kid is not a string';
  if (typeof sub !== 'string' || iss !== sub) return 'iss and sub must both be the client id';
  const misdirected = audienceError(aud, issuer);
  if (misdirected !== null) return misdirected;
  if (typeof exp !== 'number') return 'exp is not a number';
  if (exp <= now) return 'exp is in the past';
  if (exp > now + maxLifetime) return `exp is more than ${maxLifetime} seconds in the future`;
  if (!isPast(iat)) return 'iat is not a number, or is in the future';
  if (!isPast(nbf)) return 'nbf is not a number, or is in the future';
  if (typeof jti !== 'string' || jti === '' || jti.length > MAX_ID) {
    return `jti is not a string of 1 to ${MAX_ID} characters`;
  }
  return null;
}

/**
 * Accepts only the issuer as audience, as a string or as a list of one, which many libraries write
 * (RFC 7519 §4.1.3). With another audience, or a second one, an assertion for another server could
 * be used here (CVE-2025-27370).
 */
function audienceError(aud: unknown, issuer: string): string | null {
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (audiences.length === 1 && audiences[0] === issuer) return null;
  return audiences.includes(`${issuer}/oauth2-token`)
    ? 'aud is the URL of the token endpoint; it must be the issuer of this side and nothing else'
    : 'aud is not exactly the issuer of this side';
}

/**
 * Verifies the signature by the client's keys: those that `kid` names, or any of them without a
 * `kid`, each with the algorithms of the key. A key that did not sign the assertion is not tried
 * again. Returns null when one of the keys signed it, otherwise the kind of the failure.
 */
export function signatureError(
  { assertion, otherKeys }: AssertionCredentials,
  keys: readonly PublicJwk[],
): 'no_client_key' | 'unknown_client_key' | 'wrong_signature' | null {
  if (keys.length === 0) return 'no_client_key';
  const { kid } = assertion.header;
  const named = kid === undefined ? keys : keys.filter((key) => key.kid === kid);
  if (named.length === 0) return 'unknown_client_key';
  const isSigned = named.some(({ jwk, algorithms, publicKey }) => {
    const key = JSON.stringify([algorithms, jwk]);
    if (otherKeys.has(key)) return false;
    if (algorithms.some((algorithm) => isSignedBy(assertion, { algorithm, publicKey })))
      return true;
    otherKeys.add(key);
    return false;
  });
  return isSigned ? null : 'wrong_signature';
}
