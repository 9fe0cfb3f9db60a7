/** The client for which a token is issued. */
export interface ClaimsClient {
  clientId: string;
  /** `sub` of the token: the person for whom the client acts, or the client. */
  subject: string;
}

/** The token that is issued. */
export interface ClaimsContext {
  /** The granted scopes. */
  scope: readonly string[];
  /** True for a token that is bound to a key (RFC 9449). */
  isBound: boolean;
}

export type ExtraClaims = Readonly<Record<string, unknown>>;

/** The code of a host that the authorization server calls. */
export interface HostHooks {
  /**
   * Claims in addition to those of the server, fixed or for each token. Reserved names are rejected. A
   * promise has one second; after that the client gets 503.
   */
  claims?:
    | ExtraClaims
    | ((client: ClaimsClient, context: ClaimsContext) => ExtraClaims | Promise<ExtraClaims>);

  /** Called after a token is issued. The answer does not wait for it; its failure is logged. */
  onTokenIssued?: (token: IssuedToken) => unknown;

  /** Called after a client failed to authenticate. The answer does not wait for it. */
  onAuthenticationFailed?: (failure: FailedAuthentication) => unknown;
}

/** An issued token, without its text; times in Unix seconds. */
export interface IssuedToken extends ClaimsClient {
  scope: readonly string[];
  /** `jti` of the token. */
  tokenId: string;
  expiresAt: number;
}

/** A failed authentication; the reason must not reach the client. */
export interface FailedAuthentication {
  /** Empty for a text that cannot be a client id: it may be a secret in the wrong place. */
  clientId: string;
  reason: string;
  address: string;
  requestId: string;
}
