import * as fc from 'fast-check';
import { type TestApplications } from './applications.js';
import { misplaced, type PlacedError } from './culprits.js';
import { accessToken, type Answer, request } from './requests.js';
import { queryString, requestBody } from './random-requests.js';

/**
 * What a server answers to any query and any body, over HTTP: never a 5xx, always a document
 * (`fetch.ts` looks at it), and errors that name what of the request is at fault.
 */

const ALL_SCOPES = {
  backoffice:
    'users:read users:write roles:read roles:write clients:read clients:write audit:read keys:read',
  storefront: 'users:read users:write',
};

const READ = [
  ['backoffice', '/api/users'],
  ['backoffice', '/api/users/1'],
  ['backoffice', '/api/roles'],
  ['backoffice', '/api/roles/1'],
  ['backoffice', '/api/users/1/relationships/roles'],
  ['backoffice', '/api/oauth-clients'],
  ['backoffice', '/api/oauth-client-secrets'],
  ['backoffice', '/api/audit-events'],
  ['storefront', '/api/users'],
  ['storefront', '/api/users/1'],
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
  ['storefront', 'POST', '/api/users'],
  ['storefront', 'PATCH', '/api/users/1'],
] as const;

type Side = 'backoffice' | 'storefront';

/** Sends what is made up, with a token that lets everything through. */
export class RandomCaller {
  private constructor(
    private readonly applications: TestApplications,
    private readonly tokens: Record<Side, string>,
  ) {}

  static async of(applications: TestApplications): Promise<RandomCaller> {
    const token = async (side: Side) => {
      const client = await applications[side].createClient(ALL_SCOPES[side]);
      return accessToken(applications[side], { client });
    };
    const tokens = { backoffice: await token('backoffice'), storefront: await token('storefront') };
    return new RandomCaller(applications, tokens);
  }

  /** Any query is answered, or refused with the parameters that are at fault. */
  async queriesAreAnsweredOrRefused(runs: number): Promise<void> {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...READ), queryString, async ([side, path], query) => {
        const answer = await this.#send(side, `${path}?${query}`);
        const parameters = namesIn(query);
        return isAnswered(answer) && misplaced(refusals(answer), { parameters }).length === 0;
      }),
      { numRuns: runs },
    );
  }

  /** Any body is taken, or refused with pointers into it. */
  async bodiesAreTakenOrRefused(runs: number): Promise<void> {
    const input = fc
      .constantFrom(...WRITTEN)
      .chain((route) => fc.tuple(fc.constant(route), requestBody(typeAt(route[2]))));
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
        'Content-Type': 'application/vnd.api+json',
      },
    });
  }
}

/** Decoded, and as they came: of a malformed percent sequence our parser decodes nothing. */
function namesIn(query: string): Set<string> {
  const raw = query.split('&').map((parameter) => parameter.split('=', 1)[0]!);
  const spaced = raw.map((name) => name.replaceAll('+', ' '));
  return new Set([...new URLSearchParams(query).keys(), ...raw, ...spaced]);
}

/** `roles` for `/api/users/1/relationships/roles`. */
function typeAt(path: string): string {
  return path
    .replace(/\/\d+$/, '')
    .split('/')
    .at(-1)!;
}

function refusals({ body }: Answer): PlacedError[] {
  return body?.errors ?? [];
}

/** Not with a 5xx; and what is not valid comes with its place, unless nothing of it could be read. */
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
