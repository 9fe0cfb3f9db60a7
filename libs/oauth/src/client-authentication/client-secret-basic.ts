import { OAuthError } from '../oauth.error.js';

export interface SecretCredentials {
  clientId: string;
  clientSecret: string;
}

/** Credentials that cannot be read, with the fault for the operator. */
export interface UnreadableCredentials {
  clientId: string;
  fault: 'basic_not_form_encoded';
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Credentials from an `Authorization: Basic` header (RFC 6749 §2.3.1): id and
 * secret are form-urlencoded first, then joined by the first ':', then base64.
 *
 * @throws OAuthError `invalid_request` when the header is not of this form
 */
export function readClientSecretBasic(
  authorization: string,
): SecretCredentials | UnreadableCredentials {
  const encoded = authorization.slice('Basic '.length).trim();
  const pair = BASE64.test(encoded) ? Buffer.from(encoded, 'base64').toString('utf8') : '';
  const colon = pair.indexOf(':');
  if (colon === -1) {
    const twice = /^Basic\s/i.test(encoded) ? ': Basic is in the header twice' : '';
    throw new OAuthError(
      'invalid_request',
      `the Basic credentials are not base64 of id:secret${twice}`,
    );
  }
  const clientId = formDecode(pair.slice(0, colon));
  const clientSecret = formDecode(pair.slice(colon + 1));
  if (clientId !== null && clientSecret !== null) return { clientId, clientSecret };
  return { clientId: clientId ?? '', fault: 'basic_not_form_encoded' };
}

/** Null when it is not form-urlencoded, as a secret with a plain % is not. */
function formDecode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
