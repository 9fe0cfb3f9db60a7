import type { FormParameters } from '../form-parameters.js';
import { OAuthError } from '../oauth.error.js';
import { type AssertionCredentials, readClientAssertion } from './client-assertion.js';
import type { UnreadableAssertion } from './client-assertion.js';
import {
  readClientSecretBasic,
  type SecretCredentials,
  type UnreadableCredentials,
} from './client-secret-basic.js';

const TWO_METHODS = 'use one client authentication method, not two';

/** What a client sends to prove who it is. */
export type ClientCredentials =
  SecretCredentials | AssertionCredentials | UnreadableCredentials | UnreadableAssertion;

/**
 * Exactly one method a request (RFC 6749 §2.3); the id may be repeated in the body.
 *
 * @throws OAuthError `invalid_client` when there are none, or of a kind that is not taken,
 * `invalid_request` when they are malformed or of two kinds
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
    if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
    throw new OAuthError('invalid_client', 'client_id and client_secret are required');
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
