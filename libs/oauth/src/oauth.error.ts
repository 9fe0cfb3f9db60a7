/** The codes of RFC 6749 §5.2 and RFC 8707 §2 in use here, and one for what they have no word for. */
const STATUS = {
  invalid_request: 400,
  invalid_client: 401,
  unsupported_grant_type: 400,
  invalid_scope: 400,
  invalid_target: 400,
  too_many_requests: 429,
} as const;

export type OAuthErrorCode = keyof typeof STATUS;

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
