import { OAuthError } from './oauth.error.js';
import type { OAuthSettings } from './oauth-settings.js';

/** The part of the metadata URL between the host and the path of the resource (RFC 9728 §3.1). */
export const RESOURCE_METADATA_PATH = '.well-known/oauth-protected-resource';

/** The API as a protected resource (RFC 9728). */
export interface ProtectedResource {
  /** The URL of the API, which is its resource identifier. */
  identifier: string;
  /** The URL of its metadata. */
  metadataUrl: string;
}

/**
 * Returns the API as a protected resource, or null if its audience is not its own URL. A resource
 * identifier is a URL, and the URL of the metadata follows from it (RFC 9728 §1.2, §3.1). A token
 * names the API by its audience, so with another audience the two names would differ.
 */
export function protectedResource({
  issuer,
  audience,
}: Pick<OAuthSettings, 'issuer' | 'audience'>): ProtectedResource | null {
  if (audience !== `${issuer}/api`) return null;
  // `href`, because the URL becomes part of a header, which does not allow every character.
  const { origin, pathname } = new URL(audience);
  const { href } = new URL(`${origin}/${RESOURCE_METADATA_PATH}${pathname}`);
  return { identifier: audience, metadataUrl: href };
}

/**
 * Requires that every `resource` parameter (RFC 8707 §2) is the audience of the API; none at all
 * means the same. The strings must be identical, as when the token is verified: another spelling of
 * the URL is rejected.
 *
 * The error does not repeat the value, which may be a secret in the wrong place.
 *
 * @throws OAuthError `invalid_target`
 */
export function requireAudience(requested: readonly string[], audience: string): void {
  if (requested.every((resource) => resource === audience)) return;
  throw new OAuthError('invalid_target', `resource must be ${audience}, or left out`);
}
