/**
 * The error codes of RFC 6749 §5.2 and RFC 8707 §2 that this server uses; of RFC 6750 §3.1 the one
 * for a scope that is lacking; and two for what none of them has a word for.
 */
const STATUS = {
  invalid_request: 400,
  invalid_client: 401,
  unsupported_grant_type: 400,
  invalid_scope: 400,
  invalid_target: 400,
  invalid_grant: 400,
  invalid_dpop_proof: 400,
  use_dpop_nonce: 400,
  insufficient_scope: 403,
  too_many_requests: 429,
  temporarily_unavailable: 503,
} as const;

export type OAuthErrorCode = keyof typeof STATUS;

export const OAUTH_ERROR_CODES = Object.keys(STATUS);

/**
 * A refusal the client is allowed to see (RFC 6749 §5.2).
 *
 * `description` goes on the wire; `cause` never does: it is for the log, so
 * "unknown client" and "wrong secret" can look the same to the caller and
 * different to us.
 */
export class OAuthError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: OAuthErrorCode,
    readonly description: string,
    options: { cause?: unknown; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(`${code}: ${description}`, options);
    this.name = 'OAuthError';
    this.status = STATUS[code];
    this.headers = options.headers ?? {};
  }
}
