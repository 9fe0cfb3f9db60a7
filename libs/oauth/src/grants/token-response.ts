import type { AccessToken } from '../access-tokens/access-tokens.js';
import type { Scope } from '../scope.js';

export type TokenType = 'Bearer' | 'DPoP';

/** A successful response of the token endpoint (RFC 6749 §5.1). */
export interface TokenResponse {
  /** The scheme of the Authorization header; `DPoP` for a token bound to a key (RFC 9449 §5). */
  token_type: TokenType;
  /** Seconds. */
  expires_in: number;
  access_token: string;
  /** Space-separated; always sent, so that the client sees which scopes were granted. */
  scope: string;
  /** Absent for a machine, which can ask for a new token at any time (RFC 6749 §4.4.3). */
  refresh_token?: string;
  /** For the scope `openid` (OpenID Connect Core §3.1.3.3). */
  id_token?: string;
}

/** Returns the response with an access token of this scope, which is maybe bound to a key. */
export function tokenResponse(
  { jwt, lifetime }: Pick<AccessToken, 'jwt' | 'lifetime'>,
  { scope, jkt }: { scope: Scope; jkt: string | null },
): TokenResponse {
  return {
    token_type: jkt === null ? 'Bearer' : 'DPoP',
    expires_in: lifetime,
    access_token: jwt,
    scope: scope.join(' '),
  };
}
