import { OAuthError } from '../oauth.error.js';

export interface SecretCredentials {
  clientId: string;
  clientSecret: string;
}

/** Credentials that cannot be read, with the problem for the operator. */
export interface UnreadableCredentials {
  clientId: string;
  problem: 'basic_not_form_encoded';
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Reads the credentials of an `Authorization: Basic` header (RFC 6749 §2.3.1). Id and secret are
 * form-urlencoded, joined by a colon, and then encoded in base64. The first colon separates them.
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
  return { clientId: clientId ?? '', problem: 'basic_not_form_encoded' };
}

/** Decodes a form-urlencoded text; null when it is malformed, such as a secret with a plain %. */
function formDecode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
