/** A successful answer of the token endpoint (RFC 6749 §5.1). */
export interface TokenResponse {
  token_type: 'Bearer';
  /** Seconds. */
  expires_in: number;
  access_token: string;
  /** Space-separated; always sent, so that a caller sees what it got. */
  scope: string;
}
