import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { refusals } from '../support/json-api.js';
import { openApiDocument } from '../support/open-api.js';
import { accessToken, type Answer, api } from '../support/requests.js';

const PROFILE = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';
const BY_CURSOR = { headers: { Accept: `application/vnd.api+json;profile="${PROFILE}"` } };

/** Names of companies: with a comma, with the wildcards of `like`, beyond ASCII, and twice. */
const NAMES = [
  'Alder Works',
  'ALDER works',
  'Alder, Finch',
  'Birch 100%',
  'birch_lane',
  'Élan Elm',
  '山田商会',
];

const PEOPLE = 400;

interface Person {
  id: string;
  email: string;
  enabled: boolean;
  customer: { id: string; name: string } | null;
}

let applications: TestApplications;
let people: Person[];

/** A caller, and the people that it reaches. */
const callers: Record<string, { path: string; token: string; reaches: (one: Person) => boolean }> =
  {};

beforeAll(async () => {
  applications = await startApplications();
  const { backoffice, storefront, database } = applications;
  await database.query(`TRUNCATE customer_users, customers RESTART IDENTITY CASCADE`);
  await database.query('INSERT INTO customers (name) SELECT unnest($1::text[])', [
    [...NAMES, ...NAMES.slice(0, 3)],
  ]);
  await database.query(
    `SELECT setseed(0.3);
     INSERT INTO customer_users (email, first_name, last_name, enabled, role, customer_id)
     SELECT lpad((n * 7919 % 10007)::text, 5, '0') || '@example.com', 'A', 'B', random() < 0.6,
       'administrator', CASE WHEN random() < 0.9 THEN 1 + floor(random() * 10) END
     FROM generate_series(1, ${PEOPLE}) n`,
  );
  const rows = await database.query(
    `SELECT u.id::text AS id, u.email, u.enabled,
       CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id::text, 'name', c.name) END AS customer
     FROM customer_users u LEFT JOIN customers c ON c.id = u.customer_id ORDER BY u.id`,
  );
  people = rows as unknown as Person[];
  const staff = await backoffice.createClient(
    'customer-users:read customer-users:write customers:read',
  );
  callers.staff = {
    path: '/api/customer-users',
    token: await accessToken(backoffice, { client: staff }),
    reaches: () => true,
  };
  const own = people.find(({ enabled, customer }) => enabled && customer?.name === NAMES[0])!;
  const owner = { type: 'customer-users', id: own.id } as const;
  const confined = await storefront.createClient('users:read customers:read', { owner });
  callers.member = {
    path: '/api/users',
    token: await accessToken(storefront, { client: confined }),
    reaches: ({ customer }) => customer?.id === own.customer!.id,
  };
});
afterAll(async () => applications.stop());

const get = async (caller: string, path: string, options?: Parameters<typeof api>[3]) =>
  api(
    caller === 'staff' ? applications.backoffice : applications.storefront,
    callers[caller]!.token,
    path,
    options,
  );

/** A filter as a client sends it, and what it means. */
interface Asked {
  parameter: string;
  values: string[];
  matches: (name: string | undefined) => boolean;
}

const lower = (text: string) => text.normalize('NFC').toLowerCase();

const values = fc.uniqueArray(
  fc.constantFrom(...NAMES, 'alder works', 'ÉLAN ELM', 'Alder', 'Nobody', '%', 'birch%lane'),
  { minLength: 1, maxLength: 4 },
);
const part = fc.constantFrom(
  'alder',
  'WORKS',
  'der,',
  '100%',
  '_lane',
  'h%lane',
  'élan',
  '山田',
  'zzz',
);

const asked: fc.Arbitrary<Asked> = fc.oneof(
  fc.tuple(fc.constantFrom('', '[eq]', '[neq]'), values).map(([operator, names]) => ({
    parameter: `filter[customer.name]${operator}`,
    values: names,
    matches: (name: string | undefined) => {
      const isOne = name !== undefined && names.map(lower).includes(lower(name));
      return operator === '[neq]' ? !isOne : isOne;
    },
  })),
  fc
    .tuple(fc.constantFrom('contains', 'starts-with', 'ends-with'), part)
    .map(([operator, text]) => ({
      parameter: `filter[customer.name][${operator}]`,
      values: [text],
      matches: (name: string | undefined) => {
        if (name === undefined) return false;
        const [whole, piece] = [lower(name), lower(text)];
        if (operator === 'contains') return whole.includes(piece);
        return operator === 'starts-with' ? whole.startsWith(piece) : whole.endsWith(piece);
      },
    })),
);

/** Sorts with the same order in the model: addresses have five digits. */
const SORTS: Record<string, (one: Person, other: Person) => number> = {
  '': (one, other) => Number(one.id) - Number(other.id),
  '-id': (one, other) => Number(other.id) - Number(one.id),
  email: (one, other) => (one.email < other.email ? -1 : 1),
  '-email': (one, other) => (one.email < other.email ? 1 : -1),
};

const request = fc.record({
  caller: fc.constantFrom('staff', 'member'),
  filters: fc.uniqueArray(asked, { minLength: 1, maxLength: 2, selector: (one) => one.parameter }),
  isEnabled: fc.constantFrom(undefined, true, false),
  sort: fc.constantFrom(...Object.keys(SORTS)),
  size: fc.integer({ min: 1, max: 100 }),
  byCursor: fc.boolean(),
});

type Request = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

function pathOf({ caller, filters, isEnabled, sort, size }: Request): string {
  const texts = filters.map(
    (one) => `${one.parameter}=${one.values.map(encodeURIComponent).join(',')}`,
  );
  if (isEnabled !== undefined) texts.push(`filter[enabled]=${isEnabled}`);
  if (sort !== '') texts.push(`sort=${sort}`);
  return `${callers[caller]!.path}?${texts.join('&')}&page[size]=${size}&page[total]=true`;
}

function expectedIds({ caller, filters, isEnabled, sort }: Request): string[] {
  return people
    .filter(callers[caller]!.reaches)
    .filter(({ enabled }) => isEnabled === undefined || enabled === isEnabled)
    .filter(({ customer }) => filters.every((one) => one.matches(customer?.name)))
    .toSorted(SORTS[sort])
    .map(({ id }) => id);
}

describe('filters by the name of the company', () => {
  it('find the same people as a model, in every order and on every page', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (sent) => {
        const expected = expectedIds(sent);
        const ids: string[] = [];
        for (let path: string | null = pathOf(sent); path && ids.length <= PEOPLE;) {
          const answer: Answer = await get(sent.caller, path, sent.byCursor ? BY_CURSOR : {});
          expect(answer.status).toBe(200);
          expect(answer.body.meta.page.total).toBe(expected.length);
          ids.push(...answer.body.data.map(({ id }: { id: string }) => id));
          // Small pages of many rows take long and show nothing more.
          path = ids.length < 5 * sent.size ? answer.body.links.next : null;
        }
        expect(ids).toEqual(expected.slice(0, ids.length));
        expect(ids.length).toBeGreaterThanOrEqual(Math.min(expected.length, 5 * sent.size));
      }),
      { numRuns: 120 },
    );
  });

  it('delete exactly the people that they find', async () => {
    const name = encodeURIComponent('Birch 100%');
    const path = `${callers.staff!.path}?filter[customer.name]=${name}&page[total]=true`;
    const { body } = await get('staff', path);
    const deletion = `${callers.staff!.path}?filter[customer.name]=${name}`;
    const { status, headers } = await get('staff', deletion, { method: 'DELETE' });
    expect([status, headers.get('x-include-deleted-count')]).toEqual([
      204,
      String(body.meta.page.total),
    ]);
    expect(body.meta.page.total).toBeGreaterThan(10);
    people = people.filter(({ customer }) => customer?.name !== 'Birch 100%');
    const { body: rest } = await get('staff', `${callers.staff!.path}?page[total]=true`);
    expect(rest.meta.page.total).toBe(people.length);
  });

  it.each([
    'filter[customer.name][exists]=true',
    'filter[customer.name][gt]=a',
    'filter[customer.description]=x',
    'filter[customer.createdAt]=2020-01-01T00:00:00Z',
    'filter[customer.id]=1',
    'filter[customer.customerUsers.email]=a@example.com',
    'filter[customer.]=1',
    'filter[.name]=1',
    'filter[constructor.name]=Function',
  ])('%s is not supported', async (query) => {
    const answer = await get('staff', `${callers.staff!.path}?${query}`);
    expect(refusals(answer)).toEqual([`400 unknown_parameter ${query.split('=')[0]}`]);
  });
});

describe.each([
  ['backoffice', '/api/customer-users', 'customer-users:read customer-users:write'],
  ['storefront', '/api/users', 'users:read users:write'],
] as const)('without the right to read companies, on the %s', (side, path, scopes) => {
  it.each(['', '[eq]', '[neq]', '[contains]', '[starts-with]', '[ends-with]'])(
    'filter[customer.name]%s is rejected like include=customer, for lists and for deletions',
    async (operator) => {
      const client = await applications[side].createClient(scopes);
      const token = await accessToken(applications[side], { client });
      const send = async (query: string, method = 'GET') =>
        api(applications[side], token, `${path}?${query}`, { method });
      const { status, body } = await send('include=customer');
      const [{ detail }] = body.errors as [{ detail: string }];
      const found = [];
      for (const method of ['GET', 'DELETE']) {
        const answer = await send(`filter[customer.name]${operator}=alder`, method);
        const [error] = answer.body.errors as [{ detail: string; source: object }];
        found.push([answer.status, error.detail, error.source]);
      }
      const source = { parameter: 'filter[customer.name]' };
      expect(found).toEqual([
        [status, detail, source],
        [status, detail, source],
      ]);
      expect(status).toBe(403);
    },
  );

  it('OpenAPI describes the filter, with the right that it needs', async () => {
    const { components } = await openApiDocument(applications[side]);
    const described = Object.values(components.parameters!) as {
      name: string;
      description: string;
    }[];
    const named = described.filter(({ name }) => name.startsWith('filter[customer.name]'));
    expect(named.map(({ name }) => name).toSorted()).toEqual(
      ['', '[contains]', '[ends-with]', '[eq]', '[neq]', '[starts-with]'].map(
        (operator) => `filter[customer.name]${operator}`,
      ),
    );
    for (const { description } of named) {
      expect(description).toMatch(/\. Needs the right to read customers\.$/);
    }
  });
});
