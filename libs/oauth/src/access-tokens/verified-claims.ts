import { isSignedBy, type Jws, type VerificationKey } from '../jws/jws.js';
import { type AccessTokenClaims, hasRequiredClaims } from './access-token.claims.js';
import { signingKeyOf, type TokenError } from './token-header.js';

/**
 * Returns the error of a token whose signature or times are invalid now, or null. The caller must
 * check the issuer, the audience and the presence of all claims.
 */
export function tokenError(
  jws: Jws,
  key: VerificationKey,
  now = Date.now() / 1000,
): TokenError | null {
  if (isSignedBy(jws, key)) return timesError(jws, now);
  return { code: 'invalid_signature', description: 'the signature does not match the key' };
}

/**
 * Returns the error of a token whose times are invalid now, or null. Does not check the signature.
 */
export function timesError(
  { claims }: Pick<Jws, 'claims'>,
  now = Date.now() / 1000,
): TokenError | null {
  const { exp, nbf } = claims;
  if (!isTime(exp) || !isTime(nbf)) {
    return { code: 'malformed_token', description: 'exp or nbf of the token is not a number' };
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
 * Returns the claims of an unexpired token with a valid signature, by the same rules as the guard;
 * null for any other token. The caller must compare the issuer and the audience.
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
