/** What the protocol needs to know of a client (RFC 6749 §2). */
export interface RegisteredClient {
  clientId: string;
  /** The most that a token of this client may carry. */
  scopes: readonly string[];
  /** A disabled client does not exist for the token endpoint. */
  enabled: boolean;
  /** SHA-256 of each secret that it may prove itself by. */
  secretHashes: readonly Buffer[];
}
