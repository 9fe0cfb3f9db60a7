import type { KeyObject } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import { SIGNING_ALGORITHM } from '../keys/key-store.js';
import { type AccessTokenClaims, isWhole } from './access-token.claims.js';
import { signingKeyOf } from './token-header.js';

/** Without keys of its own: each token brings the question which one it is. */
const jwt = new JwtService();

/**
 * The claims of a token with a good signature that has not expired, by the same
 * rules as in the guard; null for everything else. Whose issuer and audience
 * they are is for the caller to compare.
 */
export function verifiedClaims(
  token: string,
  find: (kid: string) => KeyObject | null,
): AccessTokenClaims | null {
  const key = signingKeyOf(token, find);
  if ('code' in key) return null;
  try {
    const claims = jwt.verify<AccessTokenClaims>(token, {
      publicKey: key as unknown as string, // typed as text, as for signing
      algorithms: [SIGNING_ALGORITHM],
    });
    return isWhole(claims) ? claims : null;
  } catch {
    return null;
  }
}
