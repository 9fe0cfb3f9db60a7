import { HttpException } from '@nestjs/common';
import { ALGORITHM_NAMES } from '../jws/signing-algorithm.js';
import type { RefusalFacts } from '../oauth.error.js';
import type { Scheme } from './credentials.js';

/** Error codes of the API with their status and `error` of RFC 6750; stable, see docs/errors.md. */
const ERRORS = {
  several_credentials: { status: 400, error: 'invalid_request' },
  missing_token: { status: 401, error: undefined },
  malformed_token: { status: 401, error: 'invalid_token' },
  wrong_token_type: { status: 401, error: 'invalid_token' },
  unknown_key: { status: 401, error: 'invalid_token' },
  invalid_signature: { status: 401, error: 'invalid_token' },
  invalid_claims: { status: 401, error: 'invalid_token' },
  expired_token: { status: 401, error: 'invalid_token' },
  token_not_yet_valid: { status: 401, error: 'invalid_token' },
  wrong_issuer: { status: 401, error: 'invalid_token' },
  wrong_audience: { status: 401, error: 'invalid_token' },
  dpop_bound_token: { status: 401, error: 'invalid_token' },
  not_dpop_bound: { status: 401, error: 'invalid_token' },
  invalid_dpop_proof: { status: 401, error: 'invalid_dpop_proof' },
  use_dpop_nonce: { status: 401, error: 'use_dpop_nonce' },
  wrong_dpop_key: { status: 401, error: 'invalid_token' },
  revoked_token: { status: 401, error: 'invalid_token' },
  client_inactive: { status: 401, error: 'invalid_token' },
  person_inactive: { status: 401, error: 'invalid_token' },
  recent_sign_in_required: { status: 401, error: 'insufficient_user_authentication' },
  cross_origin_request: { status: 403, error: undefined },
  network_not_allowed: { status: 403, error: undefined },
  insufficient_scope: { status: 403, error: 'insufficient_scope' },
} as const;

export type AccessTokenErrorCode = keyof typeof ERRORS;

/** Returns the error codes with this status. */
export function accessTokenErrorCodes(status: number): string[] {
  return Object.entries(ERRORS).flatMap(([code, error]) => (error.status === status ? [code] : []));
}

/** The parameters of a challenge: some depend on the API, the others on the rejected request. */
export interface ChallengeOptions {
  realm: string;
  metadataUrl?: string;
  scheme?: Scheme;
  /** The client of the token, when its signature is valid. */
  clientId?: string;
  /** The scope that the route needs. */
  scope?: string;
  /** The nonce that the next proof must use. */
  nonce?: string;
  /** Seconds that the sign-in of the person may be ago (RFC 9470 §3). */
  maxAge?: number;
}

/**
 * An error of the protected resource, with its challenge (RFC 6750 §3, RFC 9449 §7.1):
 *
 * - For a request without a token, the challenge has no `error` (§3.1) and names both schemes.
 * - For a request with a token, it has the `error`, in the scheme of the request or in the scheme
 *   that the token requires.
 * - Each challenge names the metadata URL of the API if there is one. A client without a token
 *   needs it most.
 *
 * `code` is more specific than RFC 6750's `error` in the challenge. The code that renders the body
 * needs only the shape: status, code, description, headers. Without such code, Nest renders it as
 * every HttpException, and the guard has set the headers.
 */
export class AccessTokenError extends HttpException {
  readonly headers: Readonly<Record<string, string>>;
  /** For the record of the refusal; no answer has them. */
  readonly facts: RefusalFacts;

  constructor(
    readonly code: AccessTokenErrorCode,
    readonly description: string,
    { realm, metadataUrl, scheme = 'Bearer', clientId, scope, nonce, maxAge }: ChallengeOptions,
  ) {
    const { status, error } = ERRORS[code];
    super(HttpException.createBody(description, code, status), status);
    const reason = error ? { error, error_description: description, scope } : {};
    const age = { max_age: maxAge === undefined ? undefined : String(maxAge) };
    const parameters = { realm, ...reason, ...age, resource_metadata: metadataUrl };
    const isRegistered = clientId !== undefined;
    this.facts = { clientId, isRegistered, required: scope ?? age.max_age };
    const schemes = code === 'missing_token' ? SCHEMES : [scheme];
    this.headers = {
      'WWW-Authenticate': schemes.map((each) => challenge(each, parameters)).join(', '),
      ...(nonce === undefined ? {} : { 'DPoP-Nonce': nonce }),
    };
  }
}

const SCHEMES: readonly Scheme[] = ['Bearer', 'DPoP'];

const ALGORITHMS = ALGORITHM_NAMES.join(' ');

/**
 * Writes one challenge: RFC 6750 §3; RFC 9728 §5.1 for `resource_metadata`, RFC 9449 §7.1 for
 * `algs`.
 */
function challenge(scheme: Scheme, parameters: Record<string, string | undefined>): string {
  const algs = scheme === 'DPoP' ? ALGORITHMS : undefined;
  const list = Object.entries({ ...parameters, algs })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${quotable(value!)}"`);
  return `${scheme} ${list.join(', ')}`;
}

/** Replaces the characters that RFC 6750 §3 does not allow between the quotes. */
function quotable(text: string): string {
  return text.replaceAll(/[^\x20\x21\x23-\x5B\x5D-\x7E]/g, "'");
}
