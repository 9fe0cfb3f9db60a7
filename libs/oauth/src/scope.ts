import { OAuthError } from './oauth.error.js';

/** Scope tokens in the order in which they were registered or requested, without duplicates. */
export type Scope = readonly string[];

/**
 * The scopes with which a client asks for the identity of a person, with their descriptions (OpenID
 * Connect Core §3.1.2.1, §5.4). They give no access to the API, so neither clients nor roles have
 * them.
 */
export const OPENID_SCOPES: Readonly<Record<string, string>> = {
  openid: 'confirm who you are',
  profile: 'read your name',
  email: 'read your e-mail address',
};

/** True for a scope of OpenID Connect. */
export function isOpenIdScope(scope: string): boolean {
  return Object.hasOwn(OPENID_SCOPES, scope);
}

/** `scope = scope-token *( SP scope-token )` (RFC 6749 §3.3). */
const SCOPE_SYNTAX = /^[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*$/;

/** True for one scope token (RFC 6749 §3.3). */
export function isScopeToken(text: string): boolean {
  return SCOPE_SYNTAX.test(text) && !text.includes(' ');
}

/** The form of the scopes of this server, such as `users:read`. */
const SCOPE_FORM = /^[a-z-]+:[a-z]+$/;

/**
 * Returns the error of a malformed scope, without the scope: it may be a secret in the wrong place.
 */
function syntaxError(text: string): string {
  if (/^\s|\s$/.test(text)) return 'it begins or ends with white space, such as a line break';
  if (/ {2}/.test(text)) return 'two scopes have more than one space between them';
  if (/\s/.test(text)) return 'scopes are separated by a space, not by other white space';
  return 'it has a character that a scope must not have';
}

/**
 * Reads a space-separated scope.
 *
 * @throws OAuthError `invalid_scope` when the text is malformed (RFC 6749 §3.3)
 */
export function readScope(text: string): Scope {
  if (!SCOPE_SYNTAX.test(text)) {
    throw new OAuthError('invalid_scope', `scope is malformed: ${syntaxError(text)}`);
  }
  return [...new Set(text.split(' '))];
}

/**
 * Returns the scope to grant, from the requested scope and the scopes of the client.
 *
 * Without a requested scope the server grants all registered ones (RFC 6749 §3.3 permits a
 * default). A request for more is rejected, not trimmed, so that a typo in a deployment fails at
 * the token endpoint and not at the API.
 *
 * @throws OAuthError `invalid_scope`
 */
export function grantScope(requested: string | undefined, registered: Scope): Scope {
  if (registered.length === 0) {
    throw new OAuthError('invalid_scope', 'the roles of its owner leave no scope to this client');
  }
  if (requested === undefined) return registered;
  const scope = readScope(requested);
  const excess = scope.filter((token) => !registered.includes(token));
  if (excess.length > 0) {
    // A text that is not in the form of a scope may be a secret in the wrong place, so it is not
    // repeated.
    const isNameable = excess.every((token) => SCOPE_FORM.test(token));
    const isJoined = excess.some((token) => /[,;+]/.test(token));
    const unnamed = isJoined ? 'this: scopes are separated by spaces' : 'an unknown scope';
    const what = isNameable ? excess.join(' ') : unnamed;
    throw new OAuthError('invalid_scope', `this client may not ask for ${what}`);
  }
  return scope;
}
