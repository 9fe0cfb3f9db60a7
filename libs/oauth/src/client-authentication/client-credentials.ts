import type { FormParameters } from '../form-parameters.js';
import { OAuthError } from '../oauth.error.js';
import {
  type AssertionCredentials,
  readClientAssertion,
  type UnreadableAssertion,
} from './assertion-credentials.js';
import {
  readClientSecretBasic,
  type SecretCredentials,
  type UnreadableCredentials,
} from './client-secret-basic.js';

export const CREDENTIALS_REQUIRED = 'client_id and client_secret are required';

const TWO_METHODS = 'use one client authentication method, not two';

/** The id of a client that sends no credentials, which only a public client may do. */
export interface PublicCredentials {
  clientId: string;
  isPublic: true;
}

/** The credentials of a request, by one of the authentication methods. */
export type ClientCredentials =
  | SecretCredentials
  | AssertionCredentials
  | PublicCredentials
  | UnreadableCredentials
  | UnreadableAssertion;

/**
 * Reads the credentials of a request. It must use exactly one method (RFC 6749 §2.3). With Basic,
 * the body may repeat the client id. A public client sends its id alone (§3.2.1).
 *
 * @throws OAuthError `invalid_client` for missing credentials and for an unsupported method,
 * `invalid_request` for malformed credentials and for two methods
 */
export function readCredentials(
  parameters: FormParameters,
  authorization: string | undefined,
  { maxLength }: { maxLength: number },
): ClientCredentials {
  const assertion = readClientAssertion(parameters, maxLength);
  const clientId = parameters.get('client_id');
  const clientSecret = parameters.get('client_secret');
  if (assertion) {
    if (clientSecret === undefined && authorization === undefined) return assertion;
    throw new OAuthError('invalid_request', TWO_METHODS);
  }
  if (authorization === undefined) {
    if (clientId === undefined) throw new OAuthError('invalid_client', CREDENTIALS_REQUIRED);
    return clientSecret === undefined ? { clientId, isPublic: true } : { clientId, clientSecret };
  }
  if (authorization.trim() === '') {
    throw new OAuthError('invalid_client', 'the Authorization header is empty: leave it out');
  }
  if (!/^Basic(?: |$)/i.test(authorization)) {
    throw new OAuthError('invalid_client', 'the only Authorization scheme taken here is Basic');
  }
  const credentials = readClientSecretBasic(authorization);
  if (clientSecret !== undefined || (clientId ?? credentials.clientId) !== credentials.clientId) {
    throw new OAuthError('invalid_request', TWO_METHODS);
  }
  return credentials;
}
