/**
 * The error codes of this server with their status. Most are of RFC 6749 §5.2, RFC 8707 §2 and RFC
 * 9449; `insufficient_scope` is of RFC 6750 §3.1 and `temporarily_unavailable` of RFC 6749
 * §4.1.2.1. `too_many_requests` is of no RFC. The last codes are those of the authorization endpoint
 * (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6, OpenID Connect Core Error Code
 * unmet_authentication_requirements). Clients get them by a redirect, without the status.
 */
const STATUS = {
  invalid_request: 400,
  invalid_client: 401,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  invalid_scope: 400,
  invalid_target: 400,
  invalid_grant: 400,
  invalid_dpop_proof: 400,
  use_dpop_nonce: 400,
  insufficient_scope: 403,
  too_many_requests: 429,
  temporarily_unavailable: 503,
  unsupported_response_type: 400,
  access_denied: 403,
  login_required: 400,
  consent_required: 400,
  unmet_authentication_requirements: 400,
  request_not_supported: 400,
  request_uri_not_supported: 400,
  registration_not_supported: 400,
} as const;

export type OAuthErrorCode = keyof typeof STATUS;

export const OAUTH_ERROR_CODES = Object.keys(STATUS);

/** Facts about a refused request that only the operator sees. None of them is a secret. */
export interface RefusalFacts {
  /** The id of the client, also of one that does not exist. */
  clientId?: string;
  /** True when the client exists, at the side of the server. */
  isRegistered?: boolean;
  /** The reason that the answer hides, as `kind: details`. */
  reason?: string;
  /** Scopes, an age of the sign-in in seconds, or the quota that the request exceeded. */
  required?: string;
}

interface Options {
  cause?: unknown;
  headers?: Readonly<Record<string, string>>;
  facts?: RefusalFacts;
}

/**
 * An error that the client may see (RFC 6749 §5.2).
 *
 * The client gets `description`. `cause` is only for the log, and `facts` for the refusal that the
 * server records: "unknown client" and "wrong secret" look the same to the client, and different to
 * the operator.
 */
export class OAuthError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  facts: RefusalFacts;

  constructor(
    readonly code: OAuthErrorCode,
    readonly description: string,
    options: Options = {},
  ) {
    super(`${code}: ${description}`, options);
    this.name = 'OAuthError';
    this.status = STATUS[code];
    this.headers = options.headers ?? {};
    this.facts = options.facts ?? {};
  }
}

/** Adds the registered client of a request to its error, and returns the error. */
export function ofClient(error: unknown, clientId: string): unknown {
  if (error instanceof OAuthError) {
    error.facts = { ...error.facts, clientId, isRegistered: true };
  }
  return error;
}

/** Seconds; enough for a database that restarts. */
export const RETRY_AFTER = '5';
