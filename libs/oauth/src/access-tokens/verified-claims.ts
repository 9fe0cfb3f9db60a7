import { isSignedBy, type Jws, type VerificationKey } from '../jws/jws.js';
import { type AccessTokenClaims, hasRequiredClaims } from './access-token.claims.js';
import { signingKeyOf, type TokenError } from './token-header.js';

/**
 * Why the token is not good now, by its signature and its times; null when it
 * is. Whose issuer and audience it has, and whether no claim is missing, is for
 * the caller to look at.
 */
export function tokenError(
  jws: Jws,
  key: VerificationKey,
  now = Date.now() / 1000,
): TokenError | null {
  if (isSignedBy(jws, key)) return timesError(jws, now);
  return { code: 'invalid_signature', description: 'the signature is not that of its key' };
}

/** As far as its times go. */
export function timesError(
  { claims }: Pick<Jws, 'claims'>,
  now = Date.now() / 1000,
): TokenError | null {
  const { exp, nbf } = claims;
  if (!isTime(exp) || !isTime(nbf)) {
    return { code: 'malformed_token', description: 'a time of the token is no number' };
  }
  if (nbf !== undefined && nbf > now) {
    return { code: 'token_not_yet_valid', description: 'the token is not valid yet' };
  }
  if (exp !== undefined && exp <= now) {
    return { code: 'expired_token', description: 'the token has expired: ask for a new one' };
  }
  return null;
}

/**
 * The claims of a token with a good signature that has not expired, by the same
 * rules as in the guard; null for everything else. Whose issuer and audience
 * they are is for the caller to compare.
 */
export function verifiedClaims(
  jws: Jws | null,
  find: (kid: string) => VerificationKey | null,
): AccessTokenClaims | null {
  const key = signingKeyOf(jws, find);
  if (!jws || 'code' in key || tokenError(jws, key)) return null;
  const claims = jws.claims as unknown as AccessTokenClaims;
  return hasRequiredClaims(claims) ? claims : null;
}

function isTime(value: unknown): value is number | undefined {
  return value === undefined || Number.isFinite(value);
}
