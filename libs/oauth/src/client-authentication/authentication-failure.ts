/** What the caller is never told, and the operator can ask for by the request id. */
export interface AuthenticationFailure {
  clientId: string;
  reason: string;
  requestId: string;
  address: string;
}

/** Action of the audit event; `latchkey why` looks for it. */
export const AUTHENTICATION_FAILED = 'client_authentication.failed';
