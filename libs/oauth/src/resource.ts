import { OAuthError } from './oauth.error.js';
import type { OAuthOptions } from './oauth.options.js';

/** The path that metadata has between the host and the path of the resource (RFC 9728 §3.1). */
export const RESOURCE_METADATA_PATH = '.well-known/oauth-protected-resource';

/** The API as a protected resource (RFC 9728). */
export interface ProtectedResource {
  /** What it is called: the URL of the API. */
  identifier: string;
  /** Where its metadata is. */
  metadataUrl: string;
}

/**
 * The API by its name, as far as it can have one: an identifier is a URL, and
 * the address of the metadata follows from it (RFC 9728 §1.2, §3.1). A token
 * names the API by the audience. Where that is not the API's own URL there is
 * no name that both would understand: null, and no metadata.
 */
export function protectedResource({
  issuer,
  audience,
}: Pick<OAuthOptions, 'issuer' | 'audience'>): ProtectedResource | null {
  if (audience !== `${issuer}/api`) return null;
  // `href`, because the URL becomes part of a header, which does not allow every character.
  const { origin, pathname } = new URL(audience);
  const { href } = new URL(`${origin}/${RESOURCE_METADATA_PATH}${pathname}`);
  return { identifier: audience, metadataUrl: href };
}

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
