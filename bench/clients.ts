/** A client whose id and secret follow from its number: nobody has to keep a million of them. */
export interface NumberedClient {
  id: string;
  secret: string;
}

/** As `CLIENT_ID` and `CLIENT_SECRET` have it. */
export function numberedClient(number: number): NumberedClient {
  const digits = number.toString(16).padStart(12, '0');
  return { id: `00000000-0000-4000-8000-${digits}`, secret: `bench-secret-${number}` };
}

/**
 * The same in SQL, of the column `n`. Ids in their order are inserted several times as fast as random
 * ones; so that they are not found faster, too, they are asked for as `scattered` has it.
 */
export const CLIENT_ID = `('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
export const CLIENT_SECRET = `'bench-secret-' || n`;

/** A prime, and far more than are neighbours in a page of an index. */
const STRIDE = 15_485_863;

/** Where the so-manieth request finds its client among so many: each of them once, none beside the last. */
export function scattered(at: number, count: number): number {
  return (at * STRIDE) % count;
}

/** All that the clients may do, and ask for. */
export const SCOPE = 'users:read';

/** The body of a token request; peers that know no JSON get a form. */
export function tokenRequestBody({ id, secret }: NumberedClient, format: 'json' | 'form'): string {
  const parameters = {
    grant_type: 'client_credentials',
    client_id: id,
    client_secret: secret,
    scope: SCOPE,
  };
  return format === 'json'
    ? JSON.stringify(parameters)
    : new URLSearchParams(parameters).toString();
}

export const CONTENT_TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
} as const;
