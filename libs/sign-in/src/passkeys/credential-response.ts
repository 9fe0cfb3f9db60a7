import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

/** Characters of a response, at most; attestations with certificates are the longest. */
const MAX_LENGTH = 20_000;

/** An answer of an authenticator, as the browser sends it in a form. */
export type CredentialResponse = AuthenticationResponseJSON & RegistrationResponseJSON;

/**
 * Reads the JSON that the script of the page has put into the form. Returns null for a text that is
 * no such answer. `@simplewebauthn/server` checks its members.
 */
export function readCredentialResponse(text: string): CredentialResponse | null {
  if (text.length > MAX_LENGTH) return null;
  try {
    const value = JSON.parse(text) as Partial<CredentialResponse> | null;
    const isResponse =
      typeof value?.id === 'string' &&
      typeof value.response === 'object' &&
      value.response !== null &&
      typeof value.response.clientDataJSON === 'string';
    return isResponse ? (value as CredentialResponse) : null;
  } catch {
    return null;
  }
}
