import { ALGORITHM_NAMES } from '../jws/signing-algorithm.js';
import type { Scheme } from './credentials.js';

/** Why a request with or without a token is turned away; stable, see docs/errors.md. */
const REFUSALS = {
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
  network_not_allowed: { status: 403, error: undefined },
  insufficient_scope: { status: 403, error: 'insufficient_scope' },
} as const;

export type AccessTokenErrorCode = keyof typeof REFUSALS;

/** Of the refusals with this status. */
export function accessTokenErrorCodes(status: number): string[] {
  return Object.entries(REFUSALS).flatMap(([code, refusal]) =>
    refusal.status === status ? [code] : [],
  );
}

/** Of the API, and of the request that is refused. */
interface Circumstances {
  realm: string;
  metadataUrl?: string;
  scheme?: Scheme;
  /** The one that the route needs. */
  scope?: string;
  /** For the next proof. */
  nonce?: string;
}

/**
 * A refusal of the protected resource, with its challenge (RFC 6750 §3, RFC 9449 §7.1).
 *
 * A request without a token is told no error (§3.1), and both schemes that there
 * are; one with a token is told what is wrong in the scheme in which it came, or
 * in that in which it has to come. Each one is told where the
 * metadata of the API is, where there is any: who has no token needs it most.
 *
 * `code` says more than RFC 6750's `error`, which is in the challenge; whoever
 * renders the body needs only the shape: status, code, description, headers.
 */
export class AccessTokenError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: AccessTokenErrorCode,
    readonly description: string,
    { realm, metadataUrl, scheme = 'Bearer', scope, nonce }: Circumstances,
  ) {
    super(`${code}: ${description}`);
    this.name = 'AccessTokenError';
    const { status, error } = REFUSALS[code];
    this.status = status;
    const told = error ? { error, error_description: description, scope } : {};
    const parameters = { realm, ...told, resource_metadata: metadataUrl };
    const schemes = code === 'missing_token' ? SCHEMES : [scheme];
    this.headers = {
      'WWW-Authenticate': schemes.map((each) => challenge(each, parameters)).join(', '),
      ...(nonce === undefined ? {} : { 'DPoP-Nonce': nonce }),
    };
  }
}

const SCHEMES: readonly Scheme[] = ['Bearer', 'DPoP'];

const ALGORITHMS = ALGORITHM_NAMES.join(' ');

/** RFC 6750 §3; RFC 9728 §5.1 for `resource_metadata`, RFC 9449 §7.1 for `algs`. */
function challenge(scheme: Scheme, parameters: Record<string, string | undefined>): string {
  const algs = scheme === 'DPoP' ? ALGORITHMS : undefined;
  const list = Object.entries({ ...parameters, algs })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${quotable(value!)}"`);
  return `${scheme} ${list.join(', ')}`;
}

/** Only what RFC 6750 §3 allows between the quotes. */
function quotable(text: string): string {
  return text.replaceAll(/[^\x20\x21\x23-\x5B\x5D-\x7E]/g, "'");
}
