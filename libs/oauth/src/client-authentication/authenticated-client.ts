import type { ClientSnapshot, SecretSnapshot } from '../clients/client-snapshot.js';
import type { RequestContext } from './authentication-failure-handler.js';
import type { ClientCredentials } from './client-credentials.js';

/** The client authentication methods of the server, by their registered names (RFC 7591 §4.2). */
export const CLIENT_AUTHENTICATION_METHODS = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
] as const;

export type AuthenticationMethod = (typeof CLIENT_AUTHENTICATION_METHODS)[number] | 'none';

/** A client that has authenticated. */
export interface AuthenticatedClient {
  client: ClientSnapshot;
  /** The secret that the client used; null for another method. */
  secret: SecretSnapshot | null;
  /** The registered name of the method (RFC 7591 §2); `none` for a public client. */
  method: AuthenticationMethod;
  address: string;
  /** See `networkOf`. */
  network: string;
}

/** Returns the method by which the credentials were sent. */
export function methodOf(
  credentials: ClientCredentials,
  { authorization }: RequestContext,
): AuthenticationMethod {
  if ('isPublic' in credentials) return 'none';
  if ('assertion' in credentials) return 'private_key_jwt';
  return authorization === undefined ? 'client_secret_post' : 'client_secret_basic';
}
