/**
 * A client whose id and secret follow from its number, so no list of a million clients is needed.
 */
export interface NumberedClient {
  id: string;
  secret: string;
}

/** Returns the client of a number, the same as `CLIENT_ID` and `CLIENT_SECRET` in SQL. */
export function numberedClient(number: number): NumberedClient {
  const digits = number.toString(16).padStart(12, '0');
  return { id: `00000000-0000-4000-8000-${digits}`, secret: `bench-secret-${number}` };
}

/**
 * The id of client `n` in SQL. Sequential ids are inserted several times as fast as random ones.
 * Requests use them in the order of `scattered`, so that look-ups are not faster, too.
 */
export const CLIENT_ID = `('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
export const CLIENT_SECRET = `'bench-secret-' || n`;

/** A prime that is much larger than the number of entries in an index page. */
const STRIDE = 15_485_863;

/**
 * Returns the client of request `at`, among `count`: each client once, and no two neighbours in a
 * row.
 */
export function scattered(at: number, count: number): number {
  return (at * STRIDE) % count;
}

/** The only scope of the clients, and of their requests, except for those that change users. */
export const SCOPE = 'users:read';

/** The scopes of clients that change users. With the first one, the answer has the changed user. */
export const WRITE_SCOPES = ['users:read', 'users:write'] as const;

/** Builds the body of a token request. Peers without JSON support get a form. */
export function tokenRequestBody(
  { id, secret }: NumberedClient,
  format: 'json' | 'form',
  scope: string = SCOPE,
): string {
  const parameters = {
    grant_type: 'client_credentials',
    client_id: id,
    client_secret: secret,
    scope,
  };
  return format === 'json'
    ? JSON.stringify(parameters)
    : new URLSearchParams(parameters).toString();
}

export const CONTENT_TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
} as const;
