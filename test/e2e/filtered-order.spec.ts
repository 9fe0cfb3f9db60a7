import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { indexedSession } from '../support/database.js';
import { explained } from '../support/explained.js';
import { fillCustomerUsers } from '../support/many-customer-users.js';
import { accessToken, type Answer, api } from '../support/requests.js';

const PEOPLE = 20_000;
const PATH = '/api/customer-users';
const PROFILE = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';
const BY_CURSOR = { headers: { Accept: `application/vnd.api+json;profile="${PROFILE}"` } };

/** Number of people that come last in the order of e-mail addresses and of ids. */
const LAST = 1500;

/** Filter values that no row has. The planner expects some thousand rows of them. */
const ABSENT = Array.from({ length: 100 }, (_, n) => 9_000_000 + n).join(',');

/** Puts some people last in both orders, and moves people between companies. */
const CHANGES = [
  `UPDATE customer_users SET role = CASE WHEN id > ${PEOPLE - LAST} THEN 'administrator' ELSE 'buyer' END,
     email = CASE WHEN id > ${PEOPLE - LAST} THEN 'zz' ELSE '' END || email,
     first_name = CASE WHEN id > ${PEOPLE - LAST} THEN 'Last' ELSE first_name END`,
  // Companies of 20 people, so that the planner expects 2000 people of a hundred companies.
  'UPDATE customer_users SET customer_id = 1 + id % 1000 WHERE id % 20 <> 5',
  // One name of a large company, whose people come last, and one of every second company.
  `WITH large AS (INSERT INTO customers (name) VALUES ('Large') RETURNING id)
   UPDATE customer_users SET customer_id = large.id FROM large
   WHERE customer_users.id > ${PEOPLE - LAST}`,
  `UPDATE customers SET name = 'Half' WHERE id % 2 = 0 AND id <= 1000`,
  `UPDATE customers SET name = 'Rare' WHERE id = 5`,
];

let applications: TestSide<'backoffice'>;
let token: string;
let login: Client;

beforeAll(async () => {
  applications = await startSide('backoffice');
  const { backoffice, database } = applications;
  await fillCustomerUsers(database, PEOPLE, CHANGES);
  const client = await backoffice.createClient('customer-users:read customers:read');
  token = await accessToken(backoffice, { client });
  login = await indexedSession(database, 'backoffice');
});
afterAll(async () => {
  await login.end();
  await applications.stop();
});

const get = async (path: string, options?: Parameters<typeof api>[3]): Promise<Answer> =>
  api(applications.backoffice, token, path, options);

describe('a page with a filter reads few rows of those that do not match', () => {
  it.each([
    // No row matches, as the index of the filter shows.
    ['filter[lastName]=ABSENT', 0, 10],
    ['filter[lastName]=ABSENT&sort=email', 0, 10],
    ['filter[lastName]=ABSENT&sort=-email,createdAt', 0, 10],
    ['filter[lastName]=ABSENT&sort=lastName', 0, 10],
    ['filter[customer]=ABSENT&sort=email', 0, 10],
    ['filter[customer.name]=ABSENT&sort=email', 0, 10],
    ['filter[customer.name]=ABSENT', 0, 10],
    ['filter[createdAt][gte]=2099-01-01T00:00:00Z&sort=email', 0, 10],
    // Few rows match: the matches are sorted.
    ['filter[customer]=5&sort=lastName', 19, 30],
    ['filter[customer.name]=rare&sort=lastName', 19, 30],
    ['filter[customer.name]=rare', 19, 30],
    ['filter[lastName]=Cosimason&sort=email', 25, 50],
    // Most rows match: rows at the front suffice, and the index of the filter counts at most 1001.
    ['filter[role]=buyer&sort=email', 25, 1001],
    ['filter[role][neq]=administrator&sort=email', 25, 50],
    ['filter[enabled]=true&filter[role]=buyer&sort=-createdAt', 25, 3000],
    ['filter[customer.name]=half,nobody&sort=email', 25, 1001],
    ['filter[customer.name]=half&sort=-createdAt', 25, 3000],
    ['filter[customer.name][neq]=large&sort=email', 25, 60],
    ['filter[customer.name][contains]=half', 25, 1001],
    ['filter[enabled]=true&filter[role]=buyer&sort=lastName&page[number]=30', 25, 1001],
    // Many rows match and come last: 3000 rows are tried, then the matches are sorted.
    ['filter[role]=administrator&sort=email', 25, 3000],
    ['filter[firstName]=Last,Nobody', 25, 3000],
    ['filter[customer.name]=large', 25, 3000],
    ['filter[customer.name]=large&sort=email', 25, 3000],
    ['filter[customer.name][contains]=larg', 25, LAST],
  ])('%s', async (query, size, maxRows) => {
    const path = `${PATH}?${query.replace('ABSENT', ABSENT)}`;
    const { answer, steps } = await explained(login, async () => get(path));
    expect(answer.body.data).toHaveLength(size);
    expect(Math.max(...steps.map(({ rows }) => rows))).toBeLessThanOrEqual(maxRows);
  });

  it('a filter that no index supports reads the table sequentially', async () => {
    const path = `${PATH}?filter[role][neq]=buyer,administrator&sort=email`;
    await login.query('RESET enable_seqscan');
    const { answer, steps } = await explained(login, async () => get(path));
    expect(answer.body.data).toEqual([]);
    const large = steps.filter(({ rows }) => rows > 1000);
    expect(large).toEqual([{ type: 'Seq Scan', rows: PEOPLE, loops: 1 }]);
  });
});

/** Collects the ids of all pages, by `next` links or, from the last page, by `prev` links. */
async function idsFrom(
  first: string,
  link: 'next' | 'prev',
  options?: Parameters<typeof api>[3],
): Promise<{ ids: string[]; last: string }> {
  const pages: string[][] = [];
  let last = first;
  for (let path: string | null = first; path;) {
    const { status, body }: Answer = await get(path, options);
    expect(status).toBe(200);
    pages.push(body.data.map(({ id }: { id: string }) => id));
    last = path;
    path = body.links[link];
  }
  return { ids: (link === 'next' ? pages : pages.toReversed()).flat(), last };
}

const COLLATED = 'COLLATE root_collation';
const SORTS: [sort: string, order: string][] = [
  ['id', 'r.id'],
  ['birthday', 'birthday, r.id'],
  ['-birthday', 'birthday DESC, r.id DESC'],
  ['-email', `lower(email) ${COLLATED} DESC, r.id DESC`],
  ['firstName,-createdAt', `first_name ${COLLATED}, created_at DESC, r.id DESC`],
];

describe.each([
  ['filter[lastName]=Cosimason,Annelieseberg', `last_name IN ('Cosimason', 'Annelieseberg')`],
  ['filter[role]=administrator', `role = 'administrator'`],
  ['filter[role][neq]=buyer&filter[enabled]=true', `role <> 'buyer' AND enabled`],
  ['filter[enabled][neq]=true', 'NOT enabled'],
  ['filter[customer.name]=large', 'customer_id = (SELECT max(id) FROM customers)'],
  [
    'filter[customer.name]=half&filter[enabled]=true',
    'enabled AND customer_id % 2 = 0 AND customer_id <= 1000',
  ],
  ['filter[search]=cosima&filter[role]=administrator', `email ~ 'cosima' AND role <> 'buyer'`],
])('all pages of %s', (filter, condition) => {
  it.each(SORTS)('in the order of %s, by number and by cursor', async (sort, order) => {
    const rows = await applications.database.query(
      `SELECT r.id::text AS id FROM customer_users r WHERE ${condition} ORDER BY ${order}`,
    );
    const ids = rows.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(30);
    const size = Math.min(100, Math.ceil(ids.length / 7));
    const path = `${PATH}?${filter}&sort=${sort}&page[size]=${size}`;
    expect((await idsFrom(path, 'next')).ids).toEqual(ids);
    const forward = await idsFrom(path, 'next', BY_CURSOR);
    expect(forward.ids).toEqual(ids);
    expect((await idsFrom(forward.last, 'prev', BY_CURSOR)).ids).toEqual(ids);
  });
});

describe('a sort by a column that can be null', () => {
  const CASES = [
    ['birthday', '2000-01-01..', 'r.birthday, r.id'],
    ['-birthday', '..1945-01-01', 'r.birthday DESC, r.id DESC'],
  ] as const;

  /** Returns a page by cursor that begins after the first person that the filter finds. */
  async function pageAfter(sort: string, range: string): Promise<string> {
    const found = await get(
      `${PATH}?sort=${sort}&filter[birthday]=${range}&page[size]=1`,
      BY_CURSOR,
    );
    const after = new URL(found.body.links.next, 'http://localhost').searchParams.get(
      'page[after]',
    );
    return `${PATH}?sort=${sort}&page[size]=100&page[after]=${after}`;
  }

  it.each(CASES)('reads few rows on pages deep in the order of %s', async (sort, range) => {
    let path: string = await pageAfter(sort, range);
    for (const link of ['next', 'next', 'prev', 'prev'] as const) {
      const { answer, steps } = await explained(login, async () => get(path, BY_CURSOR));
      expect(answer.body.data).toHaveLength(100);
      expect(Math.max(...steps.map(({ rows }) => rows))).toBeLessThanOrEqual(202);
      path = answer.body.links[link];
    }
  });

  it.each(CASES)('has the order of %s where values end or begin', async (...[sort, , order]) => {
    const { database } = applications;
    const all = await database.query(
      `SELECT r.id::text AS id FROM customer_users r ORDER BY ${order}`,
    );
    const ids = all.map(({ id }) => String(id));
    const nulls = await database.query(
      'SELECT count(*)::int AS n FROM customer_users WHERE birthday IS NULL',
    );
    const edge = sort === 'birthday' ? PEOPLE - Number(nulls[0]!.n) : Number(nulls[0]!.n);
    const first = await get(`${PATH}?filter[id]=${ids[edge - 150]}&sort=${sort}`, BY_CURSOR);
    const { cursor } = first.body.data[0].meta.page;
    let path = `${PATH}?sort=${sort}&page[size]=100&page[after]=${cursor}`;
    const pages: string[][] = [];
    for (const link of ['next', 'next', 'prev', 'prev', null] as const) {
      const { body }: Answer = await get(path, BY_CURSOR);
      pages.push(body.data.map(({ id }: { id: string }) => id));
      path = link ? body.links[link] : path;
    }
    const page = (n: number) => ids.slice(edge - 149 + n * 100, edge - 49 + n * 100);
    expect(pages).toEqual([page(0), page(1), page(2), page(1), page(0)]);
  });
});
