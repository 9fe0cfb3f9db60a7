import type { FormParameters } from '../form-parameters.js';
import { OAuthError } from '../oauth.error.js';
import { readClientSecretBasic } from './client-secret-basic.js';

/** What a client sends to prove who it is. */
export type ClientCredentials = SecretCredentials | UnreadableCredentials;

export interface SecretCredentials {
  clientId: string;
  clientSecret: string;
}

/** Credentials that are there and cannot be read; the operator is told why. */
export interface UnreadableCredentials {
  clientId: string;
  fault: 'basic_not_form_encoded';
}

/**
 * Exactly one method a request (RFC 6749 §2.3); the id may be repeated in the body.
 *
 * @throws OAuthError `invalid_client` when there are none, `invalid_request` when they are malformed
 */
export function readCredentials(
  parameters: FormParameters,
  authorization: string | undefined,
): ClientCredentials {
  const clientId = parameters.get('client_id');
  const clientSecret = parameters.get('client_secret');
  if (authorization === undefined) {
    if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
    throw new OAuthError('invalid_client', 'client_id and client_secret are required');
  }
  if (!/^Basic(?: |$)/i.test(authorization)) {
    throw new OAuthError('invalid_client', 'the only Authorization scheme taken here is Basic');
  }
  const credentials = readClientSecretBasic(authorization);
  if (clientSecret !== undefined || (clientId ?? credentials.clientId) !== credentials.clientId) {
    throw new OAuthError('invalid_request', 'use one client authentication method, not two');
  }
  return credentials;
}
