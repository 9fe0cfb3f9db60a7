import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { indexedSession } from '../support/database.js';
import { COMMON_WORD, fillCustomerUsers, RARE_WORD } from '../support/many-customer-users.js';
import { accessToken, type Answer, api } from '../support/requests.js';

/**
 * How the database executes the statements of the applications. Each statement is caught at the
 * driver and explained with its own values, by the login that sent it. Tables are small here, so
 * sequential scans are disabled; a statement that needs one uses it nevertheless, and its plan has
 * a Seq Scan.
 *
 * Exempt, since most rows match and a sequential scan is right: `neq` and `exists`, filters by
 * `enabled`, `confirmed` and `role`, and `page[total]`, which counts. Sorting by an attribute of a
 * related resource (`customer.name`) is in `related-order.spec.ts`.
 */

const PEOPLE = 6_000;
const PROFILE = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';

type Side = 'backoffice' | 'storefront';

const PATHS = { backoffice: '/api/customer-users', storefront: '/api/users' };

const SCOPES = {
  backoffice: 'customer-users:read customer-users:write customers:read',
  storefront: 'users:read users:write customers:read',
};

/** Sortable attributes, each with the index that has its order. */
const SORTS = {
  id: 'customer_users_pkey',
  email: 'customer_users_email_idx',
  firstName: 'customer_users_first_name_idx',
  lastName: 'customer_users_last_name_idx',
  birthday: 'customer_users_birthday_idx',
  createdAt: 'customer_users_created_at_idx',
  updatedAt: 'customer_users_updated_at_idx',
};

const SEARCH = 'customer_users_search_idx';

/** Index for texts of two characters, for which an index of trigrams has no entry. */
const PAIRS = 'customer_users_pairs_idx';

const FILTERS: [query: string, index: string][] = [
  ['filter[email]=GUDRUN.cosimason.6@rosalind.example', SORTS.email],
  ['filter[id]=4711', SORTS.id],
  ['filter[id]=4711,12', SORTS.id],
  ['filter[customer]=17', 'customer_users_customer_id_idx'],
  ['filter[customer.name]=COSIMA ANNELIESE 2', 'customers_name_idx'],
  ['filter[customer.name]=nobody&sort=email', 'customer_users_customer_id_idx'],
  ['filter[customer.name][contains]=COSIMA ANNELIESE 2', 'customers_search_idx'],
  ['filter[customer.name][starts-with]=山', 'customers_pairs_idx'],
  ['filter[lastName]=Cosimason', SORTS.lastName],
  ['filter[birthday]=1940-02-01', SORTS.birthday],
  ['filter[birthday]=1940-02-01..1940-02-03&sort=-birthday', SORTS.birthday],
  [`filter[search]=${RARE_WORD}`, SEARCH],
  [`filter[search]=${COMMON_WORD}&sort=-email`, SEARCH],
  ['filter[search]=5432&page[number]=2', SEARCH],
  ['filter[email][contains]=cosimason', SEARCH],
  ['filter[lastName][starts-with]=cosimas', SEARCH],
  ['filter[lastName][ends-with]=maberg', SEARCH],
  ['filter[search]=山田', PAIRS],
  ['filter[search]=शर्मा', PAIRS],
  ['filter[search]=แก้ว&sort=lastName', PAIRS],
  ['filter[lastName][contains]=山田', PAIRS],
  ['filter[lastName][starts-with]=山', PAIRS],
  ['filter[lastName][ends-with]=்ணன்', PAIRS],
];

let applications: TestApplications;
const tokens = {} as Record<Side, string>;
const logins = {} as Record<Side, Client>;

beforeAll(async () => {
  applications = await startApplications();
  await fillCustomerUsers(applications.database, PEOPLE);
  for (const side of ['backoffice', 'storefront'] as const) {
    const client = await applications[side].createClient(SCOPES[side]);
    tokens[side] = await accessToken(applications[side], { client });
    logins[side] = await indexedSession(applications.database, side);
  }
});
afterAll(async () => {
  await Promise.all(Object.values(logins).map(async (login) => login.end()));
  await applications.stop();
});

async function send(
  side: Side,
  path: string,
  options?: Parameters<typeof api>[3],
): Promise<Answer> {
  return api(applications[side], tokens[side], path, options);
}

/** Reads a page by cursor that comes after a hundred other rows. */
async function laterPage(side: Side, path: string): Promise<string> {
  const headers = { Accept: `application/vnd.api+json;profile="${PROFILE}"` };
  const { body } = await send(side, `${path}&page[size]=100`, { headers });
  return body.links.next;
}

/** Explains the statements of a request that read people and customers, in their order. */
async function plansOf(
  side: Side,
  path: string,
  { method = 'GET', token = tokens[side] } = {},
): Promise<string[]> {
  const query = vi.spyOn(Client.prototype, 'query');
  const { status } = await api(applications[side], token, path, { method });
  const calls = query.mock.calls as unknown as [string, unknown[]?][];
  const statements = calls.filter(([text]) => /^(?:select|with|delete).*"customer/.test(text));
  query.mockRestore();
  expect([200, 204]).toContain(status);
  const plans: string[] = [];
  for (const [text, values] of statements) {
    const { rows } = await logins[side].query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  expect(plans).not.toEqual([]);
  for (const plan of plans) expect(plan).not.toContain('Seq Scan');
  return plans;
}

describe.each(['backoffice', 'storefront'] as const)('no sequential scan: %s', (side) => {
  const path = PATHS[side];

  it.each(Object.entries(SORTS))('a first and a later page sorted by %s', async (key, index) => {
    for (const sort of [key, `-${key}`]) {
      const first = `${path}?sort=${sort}`;
      for (const page of [first, await laterPage(side, first)]) {
        const [plan] = await plansOf(side, page);
        expect(plan).toContain(`using ${index}`);
      }
    }
  });

  it('a later page sorted in an order that no index has', async () => {
    const later = await laterPage(side, `${path}?sort=lastName,-createdAt`);
    const [plan] = await plansOf(side, later);
    expect(plan).toContain(SORTS.lastName);
  });

  it.each(FILTERS)('%s', async (query, index) => {
    const [plan] = await plansOf(side, `${path}?${query}`);
    expect(plan).toContain(index);
  });

  it('people with their customers included', async () => {
    const plans = await plansOf(side, `${path}?include=customer&page[size]=100`);
    expect(plans).toHaveLength(2);
    expect(plans[1]).toContain('customers_pkey');
  });

  it('the customer of a person', async () => {
    const plans = await plansOf(side, `${path}/11/customer`);
    expect(plans.at(-1)).toContain('customers_pkey');
  });

  it.each([
    ['filter[email]=nobody@example.com', SORTS.email],
    ['filter[customer.name]=nobody', 'customers_name_idx'],
    ['filter[id]=6000', SORTS.id],
    ['filter[search]=nobody', SEARCH],
    ['filter[search]=山田', PAIRS],
  ])('a deletion by %s', async (query, index) => {
    const plans = await plansOf(side, `${path}?${query}`, { method: 'DELETE' });
    expect(plans[0]).toContain(index);
  });
});

describe('no sequential scan: customers and their people', () => {
  it('customers with their people included', async () => {
    const plans = await plansOf('backoffice', '/api/customers?include=customerUsers');
    expect(plans).toHaveLength(2);
    expect(plans[1]).toContain('customer_users_customer_id_idx');
  });
  it('the people of one customer', async () => {
    const plans = await plansOf('backoffice', '/api/customers/17/customerUsers');
    expect(plans.at(-1)).toContain('customer_users_customer_id_idx');
  });
  it.each([
    ['filter[name]=COSIMA%20anneliese%202', 'customers_name_idx'],
    ['filter[search]=cosima', 'customers_search_idx'],
    ['sort=-name', 'customers_name_idx'],
  ])('the list of customers: %s', async (query, index) => {
    const [plan] = await plansOf('backoffice', `/api/customers?${query}`);
    expect(plan).toContain(index);
  });
});

describe('a client of a person reads rows of its own company only', () => {
  let token: string;

  beforeAll(async () => {
    const client = await applications.storefront.createClient('users:read customers:read', {
      owner: { type: 'customer-users', id: '104' },
    });
    token = await accessToken(applications.storefront, { client });
  });

  it.each([
    '',
    'sort=-email',
    'sort=customer.name',
    'filter[search]=anneliese',
    'page[total]=true',
    'page[number]=2&page[size]=5',
    'filter[customer.name]=nobody&sort=email',
  ])('GET /api/users?%s', async (query) => {
    const plans = await plansOf('storefront', `/api/users?${query}`, { token });
    for (const plan of plans) expect(plan).toContain('customer_users_customer_id_idx');
  });
});

/** The common word fills a page from the first rows; the rare ones need the search index. */
describe.each([RARE_WORD, COMMON_WORD, 'rosalinddottir'])('a search for %s', (word) => {
  it.each(['id', '-email', 'customer.name', 'lastName,-createdAt'])(
    'finds all rows in the order of %s, by cursor and by number',
    async (sort) => {
      const path = `/api/customer-users?filter[search]=${word}&sort=${sort}&page[size]=50`;
      const headers = { Accept: `application/vnd.api+json;profile="${PROFILE}"` };
      const rows = await applications.database.query(
        'SELECT id FROM customer_users WHERE concat_ws($1, email, first_name, last_name) ~* $2',
        [' ', word],
      );
      const byCursor = await idsOf(path, { headers });
      expect(new Set(byCursor)).toEqual(new Set(rows.map(({ id }) => id)));
      expect(byCursor).toHaveLength(rows.length);
      expect(await idsOf(path)).toEqual(byCursor);
    },
  );
});

/** Collects the ids of all pages. */
async function idsOf(first: string, options?: Parameters<typeof api>[3]): Promise<string[]> {
  const ids: string[] = [];
  for (let path: string | null = first; path;) {
    const { body }: Answer = await send('backoffice', path, options);
    ids.push(...body.data.map(({ id }: { id: string }) => id));
    path = body.links.next;
  }
  return ids;
}
