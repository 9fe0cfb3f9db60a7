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
  revoked_token: { status: 401, error: 'invalid_token' },
  client_inactive: { status: 401, error: 'invalid_token' },
  network_not_allowed: { status: 403, error: undefined },
  insufficient_scope: { status: 403, error: 'insufficient_scope' },
} as const;

export type AccessTokenErrorCode = keyof typeof REFUSALS;

/**
 * A refusal of the protected resource, with its challenge (RFC 6750 §3).
 *
 * A request without a token is told no error (§3.1). Each one is told where the
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
    { realm, scope, metadataUrl }: { realm: string; scope?: string; metadataUrl?: string },
  ) {
    super(`${code}: ${description}`);
    this.name = 'AccessTokenError';
    const { status, error } = REFUSALS[code];
    this.status = status;
    const told = error ? { error, error_description: description, scope } : {};
    this.headers = {
      'WWW-Authenticate': challenge({ realm, ...told, resource_metadata: metadataUrl }),
    };
  }
}

/** RFC 6750 §3, and RFC 9728 §5.1 for the last of the parameters. */
function challenge(parameters: Record<string, string | undefined>): string {
  const list = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${quotable(value!)}"`);
  return `Bearer ${list.join(', ')}`;
}

/** Only what RFC 6750 §3 allows between the quotes. */
function quotable(text: string): string {
  return text.replaceAll(/[^\x20\x21\x23-\x5B\x5D-\x7E]/g, "'");
}
