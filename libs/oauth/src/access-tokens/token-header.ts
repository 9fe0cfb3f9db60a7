import type { Jws, VerificationKey } from '../jws/jws.js';
import { ACCESS_TOKEN_TYPE } from './access-token.claims.js';

/** Why a token is none of ours, for whoever sent it. */
export interface TokenError {
  code:
    | 'malformed_token'
    | 'wrong_token_type'
    | 'unknown_key'
    | 'invalid_signature'
    | 'expired_token'
    | 'token_not_yet_valid';
  description: string;
}

/**
 * The key that must have signed the token, by its header alone (RFC 9068 §4).
 *
 * Our tokens have three header members; one with more (`jwk`, `jku`, `x5c`,
 * `crit` …) asks to be verified in a way that we do not offer, so it is refused
 * rather than read past (RFC 8725 §3.10).
 */
export function signingKeyOf<Key extends VerificationKey>(
  jws: Jws | null,
  find: (kid: string) => Key | null,
): Key | TokenError {
  if (!jws) return { code: 'malformed_token', description: 'the token is not a signed JWT' };
  const { typ, alg, kid, ...others } = jws.header;
  if (typ !== ACCESS_TOKEN_TYPE) {
    return {
      code: 'wrong_token_type',
      description: `the token is not of type ${ACCESS_TOKEN_TYPE}`,
    };
  }
  if (Object.keys(others).length > 0) return FOREIGN_HEADER;
  const key = typeof kid === 'string' ? find(kid) : null;
  if (!key) {
    return { code: 'unknown_key', description: 'the token is signed by a key not known here' };
  }
  return alg === key.algorithm ? key : FOREIGN_HEADER;
}

export const FOREIGN_HEADER: TokenError = {
  code: 'malformed_token',
  description: 'the token has a header that is not ours',
};
