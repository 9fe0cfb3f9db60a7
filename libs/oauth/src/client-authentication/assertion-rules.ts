import { isSignedBy, type Jws } from '../jws/jws.js';
import type { PublicJwk } from '../jws/public-jwk.js';

/** What the server decides about assertions. */
export interface AssertionLimits {
  /** The exact `aud`. */
  issuer: string;
  /** Seconds from now to `exp` at the most. */
  maxLifetime: number;
  /** Seconds by which `iat` and `nbf` may be in the future. */
  clockTolerance: number;
}

/** Absent is what most libraries send; the last is of the revision of RFC 7523 (draft-ietf-oauth-rfc7523bis). */
const TYPES = new Set<unknown>([undefined, 'JWT', 'client-authentication+jwt']);

/**
 * Headers that ask for more, or bring a key along (RFC 7515 §4.1): the keys are
 * those that are registered. Others must be ignored (§4), and are.
 */
const REFUSED = ['crit', 'b64', 'jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256'];

/** Characters; a UUID has 36, and what is kept is a digest. */
const MAX_ID = 256;

/** What of header and claims breaks a rule of RFC 7523 §3, in words for the operator; null for nothing. */
export function assertionError(
  { header, claims }: Jws,
  { issuer, maxLifetime, clockTolerance }: AssertionLimits,
): string | null {
  const { typ, kid } = header;
  const { iss, sub, aud, exp, iat, nbf, jti } = claims;
  const now = Date.now() / 1000;
  const isPast = (time: unknown) =>
    time === undefined || (typeof time === 'number' && time <= now + clockTolerance);

  const refused = REFUSED.find((name) => Object.hasOwn(header, name));
  if (refused !== undefined) return `its header has ${refused}`;
  if (!TYPES.has(typ)) return 'its typ is that of another kind of token';
  if (kid !== undefined && typeof kid !== 'string') return 'its kid is no text';
  if (typeof sub !== 'string' || iss !== sub) return 'iss and sub are not the client id, both';
  const misdirected = audienceError(aud, issuer);
  if (misdirected !== null) return misdirected;
  if (typeof exp !== 'number') return 'exp is no number';
  if (exp <= now) return 'exp is past';
  if (exp > now + maxLifetime) return `exp is more than ${maxLifetime} seconds away`;
  if (!isPast(iat)) return 'iat is no number, or in the future';
  if (!isPast(nbf)) return 'nbf is no number, or in the future';
  if (typeof jti !== 'string' || jti === '' || jti.length > MAX_ID) {
    return `jti is no text of 1 to ${MAX_ID} characters`;
  }
  return null;
}

/**
 * The issuer and nothing else, alone or as a list of one, which many libraries write (RFC 7519
 * §4.1.3). Another audience, or a second one, would let an assertion for another server be used
 * here (CVE-2025-27370).
 */
function audienceError(aud: unknown, issuer: string): string | null {
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (audiences.length === 1 && audiences[0] === issuer) return null;
  return audiences.includes(`${issuer}/oauth2-token`)
    ? 'aud is the URL of the token endpoint; it must be the issuer of this side and nothing else'
    : 'aud is not exactly the issuer of this side';
}

/**
 * Whether one of the client's keys has signed it: the one that `kid` names, or
 * any of the few there are, each with the algorithms that the key is for. Null,
 * or the kind of the reason why not.
 */
export function signatureError(assertion: Jws, keys: readonly PublicJwk[]): string | null {
  if (keys.length === 0) return 'no_client_key';
  const { kid } = assertion.header;
  const named = kid === undefined ? keys : keys.filter((key) => key.kid === kid);
  if (named.length === 0) return 'unknown_client_key';
  const isSigned = named.some(({ algorithms, publicKey }) =>
    algorithms.some((algorithm) => isSignedBy(assertion, { algorithm, publicKey })),
  );
  return isSigned ? null : 'wrong_signature';
}
