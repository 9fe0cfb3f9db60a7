import type { ClientSnapshot } from '../clients/client-snapshot.js';
import type { FormParameters } from '../form-parameters.js';
import type { TokenResponse } from './token-response.js';

/** A way to a token. An interface because the RFC leaves the list open (RFC 6749 §4.5). */
export interface Grant {
  /** `grant_type` on the wire. */
  readonly type: string;

  /**
   * The client is authenticated already, and has proven that it has the key with
   * the thumbprint `jkt`; null is for a token that is bound to none.
   */
  issue(parameters: FormParameters, client: ClientSnapshot, jkt: string | null): TokenResponse;
}
