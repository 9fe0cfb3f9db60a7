import { matchingSecrets } from '../clients/client-secret.js';
import {
  clientInactiveReason,
  type ClientSnapshot,
  type SecretSnapshot,
} from '../clients/client-snapshot.js';
import type { AuthenticationReason } from '../refusals/authentication-reasons.js';
import type { ClientCredentials } from './client-credentials.js';

/**
 * The result for correct credentials, with the secret, or null for another method; or the reason
 * of the failure.
 */
export type AuthenticationResult =
  { secret: SecretSnapshot | null } | { reason: AuthenticationReason };

export function verifySecret(
  clientSecret: string,
  { secrets }: ClientSnapshot,
): AuthenticationResult {
  const [secret] = matchingSecrets(clientSecret, secrets);
  if (!secret) return { reason: withWhiteSpaceHint('wrong_secret', clientSecret) };
  const reason = secretError(secret);
  return reason === null ? { secret } : { reason };
}

/**
 * Returns the failure of a public client that sends credentials, which it must not have, and of
 * another client that sends none; null when neither is so.
 */
export function publicMismatch(
  credentials: ClientCredentials,
  { isPublic }: ClientSnapshot,
): { reason: AuthenticationReason } | null {
  if ('isPublic' in credentials === isPublic) return null;
  return { reason: isPublic ? 'public_client' : 'no_credentials' };
}

/** Combines the result for the credentials with the state of the client. */
export function combineWithClient(
  result: AuthenticationResult,
  client: ClientSnapshot,
  address: string,
): AuthenticationResult {
  const inactive = clientInactiveReason(client, address);
  if (inactive === null) return result;
  if ('secret' in result) return { reason: inactive };
  // A reason with details says enough.
  return result.reason.includes(':') ? result : { reason: `${result.reason}: and ${inactive}` };
}

/**
 * Adds to the reason, for the operator, that there is white space around the value, such as a line
 * break at the end of a file. The text repeats nothing of the value.
 */
export function withWhiteSpaceHint(
  reason: 'wrong_secret' | 'unknown_client',
  value: string,
): AuthenticationReason {
  return /^\s|\s$/.test(value) ? `${reason}: it was sent with white space around it` : reason;
}

function secretError({ hint, notBefore, expiresAt }: SecretSnapshot): AuthenticationReason | null {
  const now = Date.now() / 1000;
  if (expiresAt !== null && expiresAt <= now) {
    return `expired_secret: the one that ends in ${hint} expired at ${timeText(expiresAt)}`;
  }
  if (notBefore !== null && notBefore > now) {
    return `early_secret: the one that ends in ${hint} is good from ${timeText(notBefore)}`;
  }
  return null;
}

function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
