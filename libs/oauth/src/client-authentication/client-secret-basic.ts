import { OAuthError } from '../oauth.error.js';

export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Credentials from an `Authorization: Basic` header (RFC 6749 §2.3.1): id and
 * secret are form-urlencoded first, then joined by the first ':', then base64.
 *
 * @throws OAuthError `invalid_request` when the header is not of this form
 */
export function readClientSecretBasic(authorization: string): ClientCredentials {
  const encoded = authorization.slice('Basic '.length).trim();
  const pair = BASE64.test(encoded) ? Buffer.from(encoded, 'base64').toString('utf8') : '';
  const colon = pair.indexOf(':');
  if (colon === -1) {
    throw new OAuthError('invalid_request', 'the Basic credentials are not base64 of id:secret');
  }
  return {
    clientId: formDecode(pair.slice(0, colon)),
    clientSecret: formDecode(pair.slice(colon + 1)),
  };
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new OAuthError(
      'invalid_request',
      'the Basic credentials must be form-urlencoded before base64 (RFC 6749 section 2.3.1)',
    );
  }
}
