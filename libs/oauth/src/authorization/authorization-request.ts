import type { OAuthError } from '../oauth.error.js';
import type { Scope } from '../scope.js';
import type { RequestedAcr } from './requested-claims.js';

/** The values of `prompt` (OpenID Connect Core §3.1.2.1). */
export const PROMPTS = ['none', 'login', 'consent', 'select_account'] as const;

export type Prompt = (typeof PROMPTS)[number];

/** A valid authorization request (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1). */
export interface AuthorizationRequest {
  redirectUri: string;
  state?: string;

  /** Scopes of the API within those of the client, and scopes of OpenID Connect. */
  scope: Scope;

  /** The S256 challenge (RFC 7636 §4.2). */
  codeChallenge: string;
  nonce?: string;
  prompts: readonly Prompt[];

  /** Maximum age of the authentication of the person, in seconds. */
  maxAge?: number;
  loginHint?: string;

  /** Levels of authentication that the application asks for. */
  acr?: RequestedAcr;

  /** Id of the person for whom the application asks (`sub` of `id_token_hint` or of `claims`). */
  subject?: string;

  /** The error of an invalid request of a third party, which is reported after a sign-in. */
  error?: Pick<OAuthError, 'code' | 'description'>;

  /** Thumbprint of the key to which the code is bound (RFC 9449 §10). */
  jkt?: string;
}
