import type { RequestContext } from '../client-authentication/authentication-failure-handler.js';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import type { FormParameters } from '../form-parameters.js';
import type { TokenResponse } from './token-response.js';

/** A request to the token endpoint by an authenticated client that may use the grant type. */
export interface TokenRequest {
  parameters: FormParameters;
  client: ClientSnapshot;
  /** Thumbprint of the key that the client has proven to have; null for a token bound to no key. */
  jkt: string | null;
  /** The caller, for audit events. */
  context: Pick<RequestContext, 'address' | 'requestId'>;
}

/** A grant type. It is an interface because RFC 6749 §4.5 permits further grant types. */
export interface Grant {
  /** `grant_type` on the wire. */
  readonly type: string;

  /** Issues a token. */
  issue(request: TokenRequest): TokenResponse | Promise<TokenResponse>;
}
