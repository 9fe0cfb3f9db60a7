import type { ClientSnapshot } from '../clients/client-snapshot.js';
import type { FormParameters } from '../form-parameters.js';
import { OAuthError } from '../oauth.error.js';
import { requireAudience } from '../resource.js';
import { grantScope, isOpenIdScope, readScope, type Scope } from '../scope.js';
import { type AuthorizationRequest, type Prompt, PROMPTS } from './authorization-request.js';
import { readRequestedClaims } from './requested-claims.js';

/** SHA-256 in base64url: a code challenge (RFC 7636 §4.2), or the thumbprint of a key. */
const HASH = /^[\w-]{43}$/;

/** `*VSCHAR` (RFC 6749 §A.5), with a maximum: the value is stored, and returned in a URL. */
const STATE = /^[\x20-\x7e]{1,2000}$/;
const NONCE = /^[\x20-\x7e]{1,500}$/;

/** A text without control characters and unpaired surrogates. */
const LOGIN_HINT = /^[^\p{Cc}\p{Cs}]{1,255}$/u;

/** Seconds. */
const MAX_AGE = /^\d{1,9}$/;

/** Parameters that ask for something this server does not have, and their errors. */
const UNSUPPORTED = {
  request: 'request_not_supported',
  request_uri: 'request_uri_not_supported',
  registration: 'registration_not_supported',
} as const;

/** The content of a request whose redirect URI is verified already. */
export type RequestContent = Omit<AuthorizationRequest, 'redirectUri' | 'state'>;

/**
 * Returns `state`; undefined when it is missing, repeated or malformed. The answer to a request
 * returns it also when the request is invalid otherwise.
 */
export function readState(parameters: FormParameters): string | undefined {
  try {
    const state = parameters.get('state');
    return state !== undefined && STATE.test(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** True for `prompt=none`, also when the request is invalid otherwise. */
export function isSilent(parameters: FormParameters): boolean {
  return parameters.getAll('prompt').includes('none');
}

/**
 * Reads the parameters of an authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID Connect
 * Core §3.1.2.1). Unknown parameters are ignored.
 *
 * @throws OAuthError that the client may get by a redirect
 */
export function readAuthorizationRequest(
  parameters: FormParameters,
  client: ClientSnapshot,
  audience: string,
): RequestContent {
  for (const [name, code] of Object.entries(UNSUPPORTED)) {
    if (parameters.get(name) === undefined) continue;
    throw new OAuthError(code, `this server does not support ${name}`);
  }
  requireCode(parameters);
  requireAudience(parameters.getAll('resource'), audience);
  matching(parameters, 'state', { syntax: STATE, form: 'at most 2000 printable ASCII characters' });
  const prompts = readPrompts(parameters.get('prompt'));
  const maxAge = matching(parameters, 'max_age', { syntax: MAX_AGE, form: 'a number of seconds' });
  return {
    scope: requestedScope(parameters.get('scope'), client.scopes),
    codeChallenge: readCodeChallenge(parameters),
    nonce: matching(parameters, 'nonce', {
      syntax: NONCE,
      form: 'at most 500 printable ASCII characters',
    }),
    prompts,
    ...readRequestedClaims(parameters),
    maxAge: maxAge === undefined ? undefined : Number(maxAge),
    loginHint: matching(parameters, 'login_hint', {
      syntax: LOGIN_HINT,
      form: 'at most 255 characters',
    }),
    jkt: matching(parameters, 'dpop_jkt', {
      syntax: HASH,
      form: 'the thumbprint of a key (RFC 9449)',
    }),
  };
}

/** The only response type is `code`, and it is returned only in the query (RFC 9700 §2.1.2). */
function requireCode(parameters: FormParameters): void {
  const responseType = parameters.require('response_type');
  if (responseType !== 'code') {
    throw new OAuthError('unsupported_response_type', 'response_type must be code');
  }
  const responseMode = parameters.get('response_mode');
  if (responseMode === undefined || responseMode === 'query') return;
  throw new OAuthError('invalid_request', 'response_mode must be query, or left out');
}

/** Every client must use PKCE, and only S256 hides the verifier (RFC 9700 §2.1.1). */
function readCodeChallenge(parameters: FormParameters): string {
  const challenge = parameters.require('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (method !== 'S256') {
    throw new OAuthError('invalid_request', 'code_challenge_method must be S256');
  }
  if (HASH.test(challenge)) return challenge;
  const form = 'the SHA-256 of the code verifier in base64url, 43 characters';
  throw new OAuthError('invalid_request', `code_challenge must be ${form}`);
}

function readPrompts(text: string | undefined): Prompt[] {
  const prompts = text === undefined ? [] : [...new Set(text.split(' '))];
  const isKnown = prompts.every((prompt) => (PROMPTS as readonly string[]).includes(prompt));
  if (!isKnown) {
    throw new OAuthError('invalid_request', `prompt must be a list of ${PROMPTS.join(', ')}`);
  }
  if (prompts.length > 1 && prompts.includes('none')) {
    throw new OAuthError('invalid_request', 'prompt must be none alone, or without none');
  }
  return prompts as Prompt[];
}

/**
 * Returns the requested scope: those of the API by the rules of all grants, beside those of OpenID
 * Connect. `offline_access` is ignored (OpenID Connect Core §11): the grant types of the client
 * decide whether it gets a refresh token.
 */
export function requestedScope(text: string | undefined, registered: Scope): Scope {
  if (text === undefined) return grantScope(undefined, registered);
  const all = readScope(text).filter((scope) => scope !== 'offline_access');
  const ofApi = all.filter((scope) => !isOpenIdScope(scope));
  if (ofApi.length > 0 || all.length === 0) grantScope(ofApi.join(' ') || undefined, registered);
  return all;
}

function matching(
  parameters: FormParameters,
  name: string,
  { syntax, form }: { syntax: RegExp; form: string },
): string | undefined {
  const value = parameters.get(name);
  if (value === undefined || syntax.test(value)) return value;
  throw new OAuthError('invalid_request', `${name} must be ${form}`);
}
