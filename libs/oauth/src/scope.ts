import { OAuthError } from './oauth.error.js';

/** Scope tokens in the order they were registered; never repeated. */
export type Scope = readonly string[];

/** `scope = scope-token *( SP scope-token )` (RFC 6749 §3.3). */
const SCOPE_SYNTAX = /^[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*$/;

/** `thing:read`, `thing:write` and the like. */
const SCOPE_FORM = /^[a-z-]+:[a-z]+$/;

/** The fault of a malformed scope. The text does not repeat it: it may be a secret in the wrong place. */
function syntaxError(text: string): string {
  if (/^\s|\s$/.test(text)) return 'it begins or ends with white space, such as a line break';
  if (/ {2}/.test(text)) return 'two scopes have more than one blank between them';
  if (/\s/.test(text)) return 'scopes are separated by a blank, not by other white space';
  return 'it has a character that no scope has';
}

/** @throws OAuthError `invalid_scope` when the text is not a scope of RFC 6749 §3.3 */
export function readScope(text: string): Scope {
  if (!SCOPE_SYNTAX.test(text)) {
    throw new OAuthError('invalid_scope', `scope is malformed: ${syntaxError(text)}`);
  }
  return [...new Set(text.split(' '))];
}

/**
 * Narrows what a client asked for to what it may have.
 *
 * An absent request means "everything registered" (RFC 6749 §3.3 lets the
 * server choose a default). Asking for more is refused rather than trimmed,
 * so a typo in a deployment fails at the token endpoint and not at the API.
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
    // A text without the form of our scopes may be a secret in the wrong place, so it is not repeated.
    const isNameable = excess.every((token) => SCOPE_FORM.test(token));
    const isJoined = excess.some((token) => /[,;+]/.test(token));
    const unnamed = isJoined ? 'this: scopes are separated by blanks' : 'an unknown scope';
    const what = isNameable ? excess.join(' ') : unnamed;
    throw new OAuthError('invalid_scope', `this client may not ask for ${what}`);
  }
  return scope;
}
