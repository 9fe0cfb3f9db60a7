import * as fc from 'fast-check';
import { type TestApplications } from './applications.js';
import { misplaced, type PlacedError } from './error-sources.js';
import { accessToken, type Answer, request } from './requests.js';
import { ATOMIC_TYPE } from './operations.js';
import { operationsBody } from './random-operations.js';
import { queryString, requestBody } from './random-requests.js';

/**
 * Properties of the answer to every query and every body, over HTTP: never 5xx, always a valid document
 * (checked by `fetch.ts`), and errors whose source is part of the request.
 */

const ALL_SCOPES = {
  backoffice:
    'users:read users:write roles:read roles:write clients:read clients:write audit:read keys:read ' +
    'keys:write identity-providers:read identity-providers:write tokens:revoke customers:read customers:write customer-users:read customer-users:write',
  storefront: 'users:read users:write customers:read',
};

const OPERATIONS = '/api/operations';

const READ = [
  ['backoffice', '/api/users'],
  ['backoffice', '/api/users/1'],
  ['backoffice', '/api/roles'],
  ['backoffice', '/api/roles/1'],
  ['backoffice', '/api/users/1/relationships/roles'],
  ['backoffice', '/api/oauth-clients'],
  ['backoffice', '/api/oauth-client-secrets'],
  ['backoffice', '/api/audit-events'],
  ['backoffice', '/api/customers'],
  ['backoffice', '/api/customers/1'],
  ['backoffice', '/api/customers/1/customerUsers'],
  ['backoffice', '/api/customer-users'],
  ['backoffice', '/api/customer-users/1'],
  ['backoffice', '/api/customer-users/1/customer'],
  ['backoffice', '/api/identity-providers'],
  ['backoffice', '/api/signing-keys'],
  ['backoffice', '/api/revoked-tokens'],
  ['storefront', '/api/users'],
  ['storefront', '/api/users/1'],
  ['storefront', '/api/customers'],
] as const;

const WRITTEN = [
  ['backoffice', 'POST', '/api/users'],
  ['backoffice', 'PATCH', '/api/users/1'],
  ['backoffice', 'POST', '/api/roles'],
  ['backoffice', 'PATCH', '/api/roles/1'],
  ['backoffice', 'PATCH', '/api/users/1/relationships/roles'],
  ['backoffice', 'POST', '/api/users/1/relationships/roles'],
  ['backoffice', 'DELETE', '/api/users/1/relationships/roles'],
  ['backoffice', 'POST', '/api/oauth-clients'],
  ['backoffice', 'POST', '/api/customers'],
  ['backoffice', 'PATCH', '/api/customers/1'],
  ['backoffice', 'POST', '/api/customer-users'],
  ['backoffice', 'PATCH', '/api/customer-users/1'],
  ['backoffice', 'PATCH', '/api/customer-users/1/relationships/customer'],
  ['backoffice', 'POST', '/api/signing-keys'],
  ['backoffice', 'POST', '/api/revoked-tokens'],
  ['backoffice', 'POST', OPERATIONS],
  ['storefront', 'POST', OPERATIONS],
  ['storefront', 'POST', '/api/users'],
  ['storefront', 'PATCH', '/api/users/1'],
] as const;

type Side = 'backoffice' | 'storefront';

/** The rows of the paths above. */
const FIRST_ROWS = `
  INSERT INTO staff_users (username, email, first_name, last_name)
    VALUES ('first', 'first@example.com', 'A', 'B');
  INSERT INTO roles (name, scopes) VALUES ('first', '{}');
  INSERT INTO customers (name) VALUES ('first');
  INSERT INTO customer_users (email, first_name, last_name, customer_id)
    VALUES ('first@example.com', 'A', 'B', 1)`;

/** Sends random requests with a token that has all scopes. */
export class RandomCaller {
  private constructor(
    private readonly applications: TestApplications,
    private readonly tokens: Record<Side, string>,
  ) {}

  static async of(applications: TestApplications): Promise<RandomCaller> {
    await applications.database.query(FIRST_ROWS);
    const token = async (side: Side) => {
      const client = await applications[side].createClient(ALL_SCOPES[side]);
      return accessToken(applications[side], { client });
    };
    const tokens = { backoffice: await token('backoffice'), storefront: await token('storefront') };
    return new RandomCaller(applications, tokens);
  }

  /** Tests that each query is answered, or rejected with the names of invalid parameters. */
  async queriesAreAnsweredOrRejected(runs: number): Promise<void> {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...READ), queryString, async ([side, path], query) => {
        const answer = await this.#send(side, `${path}?${query}`);
        const parameters = namesIn(query);
        return isAnswered(answer) && misplaced(refusals(answer), { parameters }).length === 0;
      }),
      { numRuns: runs },
    );
  }

  /** Tests that each body is accepted, or rejected with pointers into it. */
  async bodiesAreAcceptedOrRejected(runs: number): Promise<void> {
    const input = fc
      .constantFrom(...WRITTEN)
      .chain((route) => fc.tuple(fc.constant(route), bodyAt(route[2])));
    await fc.assert(
      fc.asyncProperty(input, async ([[side, method, path], body]) => {
        const answer = await this.#send(side, path, { method, body });
        const document = parsed(body);
        return isAnswered(answer) && misplaced(refusals(answer), { document }).length === 0;
      }),
      { numRuns: runs },
    );
  }

  async #send(side: Side, path: string, init: RequestInit = {}): Promise<Answer> {
    return request(`${this.applications[side].url}${path}`, {
      ...init,
      headers: {
        Authorization: `Bearer ${this.tokens[side]}`,
        'Content-Type': path === OPERATIONS ? ATOMIC_TYPE : 'application/vnd.api+json',
      },
    });
  }
}

/** Returns the names both decoded and raw: the server does not decode malformed percent sequences. */
function namesIn(query: string): Set<string> {
  const raw = query.split('&').map((parameter) => parameter.split('=', 1)[0]!);
  const spaced = raw.map((name) => name.replaceAll('+', ' '));
  return new Set([...new URLSearchParams(query).keys(), ...raw, ...spaced]);
}

function bodyAt(path: string): fc.Arbitrary<string> {
  return path === OPERATIONS ? operationsBody : requestBody(typeAt(path));
}

/** Returns `roles` for `/api/users/1/relationships/roles`. */
function typeAt(path: string): string {
  return path
    .replace(/\/\d+$/, '')
    .split('/')
    .at(-1)!;
}

function refusals({ body }: Answer): PlacedError[] {
  return body?.errors ?? [];
}

/** True unless the status is 5xx, or a validation error of a readable request has no source. */
function isAnswered(answer: Answer): boolean {
  if (answer.status >= 500) return false;
  return refusals(answer).every(
    ({ status, code, source }) =>
      !['400', '422'].includes(String(status)) || source || PLACELESS.has(code!),
  );
}

const PLACELESS = new Set(['malformed_json', 'bad_request']);

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
