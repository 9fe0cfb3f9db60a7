import type { Jws, VerificationKey } from '../jws/jws.js';
import { ACCESS_TOKEN_TYPE } from './access-token.claims.js';

/** The reason why a token is rejected, for the caller. A plain object: the guard throws each `Error`. */
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
 * Returns the key that must have signed the token, found by the header alone (RFC 9068 §4).
 *
 * Tokens of this server have three header members. Further members (`jwk`, `jku`, `x5c`, `crit` …)
 * ask for a way to verify that this server does not offer. Such a token is rejected; its further
 * members are not ignored (RFC 8725 §3.10).
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
    return { code: 'unknown_key', description: 'the token is signed by an unknown key' };
  }
  return alg === key.algorithm ? key : FOREIGN_HEADER;
}

export const FOREIGN_HEADER: TokenError = {
  code: 'malformed_token',
  description: 'the header of the token is not one that this server writes',
};
