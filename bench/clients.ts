import { createHash } from 'node:crypto';

/** A client whose id and secret follow from its number: nobody has to keep a million of them. */
export interface NumberedClient {
  id: string;
  secret: string;
}

/** As `CLIENT_ID` and `CLIENT_SECRET` have it. The hash spreads the ids over the index, as random ones are. */
export function numberedClient(number: number): NumberedClient {
  const digits = createHash('md5').update(`client ${number}`).digest('hex');
  const id = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { id, secret: `bench-secret-${number}` };
}

/** The same in SQL, of the column `n`. */
export const CLIENT_ID = `md5('client ' || n)::uuid`;
export const CLIENT_SECRET = `'bench-secret-' || n`;

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
