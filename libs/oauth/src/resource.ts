import { OAuthError } from './oauth.error.js';

/**
 * Holds what a client wants the token for (`resource`, RFC 8707 §2) against the
 * one API there is here. Nothing named means that one. Letters are compared, as
 * they are when the token is verified: no other spelling of a URL is the same.
 *
 * What was sent is not repeated: it may be a secret in the wrong place.
 *
 * @throws OAuthError `invalid_target`
 */
export function requireAudience(requested: readonly string[], audience: string): void {
  if (requested.every((resource) => resource === audience)) return;
  throw new OAuthError('invalid_target', `resource must be ${audience}, or left out`);
}
