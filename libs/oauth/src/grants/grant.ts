import type { ClientSnapshot } from '../clients/client-snapshot.js';
import type { FormParameters } from '../form-parameters.js';
import type { TokenResponse } from './token-response.js';

/** A grant type. It is an interface because RFC 6749 §4.5 permits further grant types. */
export interface Grant {
  /** `grant_type` on the wire. */
  readonly type: string;

  /**
   * Issues a token. The client must be authenticated, and must have proven possession of the key
   * with the thumbprint `jkt`. Null issues a token that is bound to no key.
   */
  issue(
    parameters: FormParameters,
    client: ClientSnapshot,
    jkt: string | null,
  ): TokenResponse | Promise<TokenResponse>;
}
