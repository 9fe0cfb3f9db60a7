/** A failure with its reason, which only the operator sees, by the request id. */
export interface AuthenticationFailure {
  clientId: string;
  reason: string;
  requestId: string;
  address: string;
}

/** The action of its audit event; `latchkey why` searches for it. */
export const AUTHENTICATION_FAILED = 'client_authentication.failed';
