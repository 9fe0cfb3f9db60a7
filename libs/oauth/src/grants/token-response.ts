export type TokenType = 'Bearer' | 'DPoP';

/** A successful answer of the token endpoint (RFC 6749 §5.1). */
export interface TokenResponse {
  /** How it is to be used; `DPoP` when it is bound to a key (RFC 9449 §5). */
  token_type: TokenType;
  /** Seconds. */
  expires_in: number;
  access_token: string;
  /** Space-separated; always sent, so that a caller sees what it got. */
  scope: string;
}
