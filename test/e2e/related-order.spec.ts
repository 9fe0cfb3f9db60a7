import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { indexedSession } from '../support/database.js';
import { explained } from '../support/explained.js';
import { fillCustomerUsers } from '../support/many-customer-users.js';
import { accessToken, type Answer, api } from '../support/requests.js';

const PROFILE = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';
const BY_CURSOR = { headers: { Accept: `application/vnd.api+json;profile="${PROFILE}"` } };

const SIDES = ['backoffice', 'storefront'] as const;
type Side = (typeof SIDES)[number];

const PATHS = { backoffice: '/api/customer-users', storefront: '/api/users' };
const SCOPES = {
  backoffice: 'customer-users:read customers:read',
  storefront: 'users:read customers:read',
};

let applications: TestApplications;
const tokens = {} as Record<Side, string>;
const logins = {} as Record<Side, Client>;

beforeAll(async () => {
  applications = await startApplications();
  for (const side of SIDES) {
    const client = await applications[side].createClient(SCOPES[side]);
    tokens[side] = await accessToken(applications[side], { client });
    logins[side] = await indexedSession(applications.database, side);
  }
});
afterAll(async () => {
  await Promise.all(Object.values(logins).map(async (login) => login.end()));
  await applications.stop();
});

const get = async (side: Side, path: string, options?: Parameters<typeof api>[3]) =>
  api(applications[side], tokens[side], path, options);

/** Reads the rows in the order of one plain sort over all of them. */
async function expectedRows(direction: string, condition: string) {
  return applications.database.query(
    `SELECT r.id::text AS id, lower(c.name) AS name FROM customer_users r
     LEFT JOIN customers c ON c.id = r.customer_id WHERE ${condition}
     ORDER BY lower(c.name) COLLATE root_collation ${direction}, r.id ${direction}`,
  );
}

/** Reads the position in a cursor, which follows a seal of 12 bytes as JSON. */
function positionOf(link: string, name: string): unknown {
  const cursor = new URL(link, 'http://localhost').searchParams.get(`page[${name}]`)!;
  return JSON.parse(Buffer.from(cursor, 'base64url').subarray(12).toString());
}

/** Collects the ids of each page, from the first or from the given one, by following a link. */
async function pagesFrom(first: string, link: 'next' | 'prev', read: (path: string) => unknown) {
  const pages: string[][] = [];
  for (let path: string | null = first; path;) {
    const { status, body } = (await read(path)) as Answer;
    expect(status).toBe(200);
    if (body.data.length > 0) pages.push(body.data.map(({ id }: { id: string }) => id));
    path = body.links[link];
  }
  return pages;
}

/** Queries with their condition in SQL; only some fill a page from the first rows. */
const FILTERS: [query: string, condition: string][] = [
  ['', 'true'],
  ['&filter[enabled]=true', 'r.enabled'],
  ['&filter[enabled]=false', 'NOT r.enabled'],
  ['&filter[customer][exists]=false', 'r.customer_id IS NULL'],
  ['&filter[lastName]=Rare', `r.last_name = 'Rare'`],
  ['&filter[search]=common', `r.last_name = 'Common'`],
  ['&filter[search]=rare&filter[enabled]=true', `r.last_name = 'Rare' AND r.enabled`],
];

describe('a sort by customer.name', () => {
  beforeAll(async () => {
    // Company names that differ in case alone, companies without people, rows out of order.
    await applications.database.query(
      `SELECT setseed(0.5);
       TRUNCATE customer_users, customers RESTART IDENTITY CASCADE;
       INSERT INTO customers (name)
         SELECT (ARRAY['Zed', 'zed', 'Élan', 'elan', 'ELAN', 'Elan', 'ann', 'Öst', 'nil', 'Borg'])
           [1 + n % 10] || repeat(' x', n / 30) FROM generate_series(0, 89) n;
       INSERT INTO customer_users (email, first_name, last_name, enabled, customer_id)
         SELECT n || '@example.com', 'A', CASE WHEN n % 97 = 5 THEN 'Rare' ELSE 'Common' END,
           random() < 0.7,
           CASE WHEN random() < 0.85 THEN 1 + floor(random() * random() * 90) END
         FROM generate_series(1, 2500) n;
       DELETE FROM customer_users WHERE id % 7 = 3;
       ANALYZE`,
    );
  });

  describe.each(SIDES)('%s', (side) => {
    describe.each(['ASC', 'DESC'])('%s', (direction) => {
      const sort = direction === 'ASC' ? 'customer.name' : '-customer.name';

      it.each(side === 'backoffice' ? FILTERS : FILTERS.slice(0, 2))(
        'returns the rows of a plain sort: %s',
        async (filter, condition) => {
          const rows = await expectedRows(direction, condition);
          const ids = rows.map(({ id }) => id);
          expect(ids.length).toBeGreaterThan(10);
          const size = Math.min(Math.ceil(ids.length / 19), 100);
          const path = `${PATHS[side]}?sort=${sort}${filter}&page[size]=${size}`;

          const byNumber = await pagesFrom(path, 'next', (page) => get(side, page));
          expect({ path, ids: byNumber.flat() }).toEqual({ path, ids });

          let previous = '';
          const positions: unknown[] = [];
          const expected: unknown[] = [];
          const byCursor = await pagesFrom(path, 'next', async (page) => {
            const answer = await get(side, page, BY_CURSOR);
            const { data, links } = answer.body;
            if (data.length > 0) previous = links.prev;
            const last = rows.find(({ id }) => id === data.at(-1)?.id);
            if (links.next) {
              positions.push(positionOf(links.next, 'after'));
              expected.push([last?.name, last?.id]);
            }
            return answer;
          });
          expect({ path, ids: byCursor.flat() }).toEqual({ path, ids });
          expect(positions.length).toBeGreaterThan(5);
          expect(positions).toEqual(expected);

          const back = await pagesFrom(previous, 'prev', (page) => get(side, page, BY_CURSOR));
          const before = byCursor.slice(0, -1).flat();
          expect({ path, ids: back.toReversed().flat() }).toEqual({ path, ids: before });
        },
      );
    });
  });

  it('needs companies that no row-level policy hides from either application', async () => {
    const policies = await applications.database.query(
      `SELECT roles::text[] AS roles, cmd, qual FROM pg_policies WHERE tablename = 'customers'`,
    );
    const roles = ['latchkey_backoffice', 'latchkey_storefront'];
    expect(policies).toEqual([{ roles, cmd: 'ALL', qual: 'true' }]);
  });

  it('returns the rows between two cursors', async () => {
    const path = `${PATHS.backoffice}?sort=customer.name&page[size]=30`;
    const { body } = await get('backoffice', path, BY_CURSOR);
    const { body: second } = await get('backoffice', body.links.next, BY_CURSOR);
    const after = new URL(body.links.next, 'http://localhost').searchParams.get('page[after]');
    const { body: third } = await get('backoffice', second.links.next, BY_CURSOR);
    const before = new URL(third.links.prev, 'http://localhost').searchParams.get('page[before]');
    const range = `${path}&page[after]=${after}&page[before]=${before}`;
    const { body: between } = await get('backoffice', range, BY_CURSOR);
    expect(between.data).toEqual(second.data);
  });
});

/** Companies in the order of names: many without people, one with most people, and the rest. */
const EMPTY = 3000;
const OF_ONE = 15_000;

/** Largest number of rows a step of a plan may have: some pages, far fewer than all rows. */
const FEW = 300;

/** Explains how the database reads a page of the application; returns the rows of each step. */
async function stepsOf(side: Side, path: string, options?: Parameters<typeof api>[3]) {
  const { answer, steps } = await explained(logins[side], async () => get(side, path, options));
  return { steps, links: answer.body.links, data: answer.body.data };
}

describe('a page by customer.name reads only its own rows and sorts no others', () => {
  beforeAll(async () => {
    await fillCustomerUsers(applications.database, 20_000, [
      `INSERT INTO customers (name) SELECT ' ' || n FROM generate_series(1, ${EMPTY}) n`,
      `UPDATE customer_users SET customer_id = c.id FROM (SELECT id FROM customers WHERE id <= 2000
         ORDER BY lower(name) COLLATE root_collation LIMIT 1 OFFSET 1) c
       WHERE customer_users.id <= ${OF_ONE} AND customer_id IS NOT NULL`,
    ]);
  });

  describe.each(SIDES)('%s', (side) => {
    const path = PATHS[side];

    it.each(['-customer.name', '-customer.name&filter[search]=anneliese'])(
      'the first page of %s',
      async (sort) => {
        const { steps } = await stepsOf(side, `${path}?sort=${sort}`);
        // With conditions, the first thousand rows of the order are tried.
        const maxRows = sort.includes('filter') ? 1100 : FEW;
        expect(Math.max(...steps.map(({ rows }) => rows))).toBeLessThan(maxRows);
      },
    );

    it('the first pages of customer.name, which follow companies without people', async () => {
      for (const page of [1, 4]) {
        const { steps } = await stepsOf(side, `${path}?sort=customer.name&page[number]=${page}`);
        const large = steps.filter(({ rows }) => rows > FEW);
        expect(large.every(({ rows }) => rows <= EMPTY + FEW)).toBe(true);
        expect(large.filter(({ type }) => type.includes('Sort'))).toEqual([]);
      }
    });

    it('pages by cursor, forward and back, in a large company and without one', async () => {
      for (const sort of ['customer.name', '-customer.name']) {
        let { links } = await stepsOf(side, `${path}?sort=${sort}&page[size]=100`, BY_CURSOR);
        for (const link of ['next', 'next', 'next', 'prev', 'prev'] as const) {
          const read = await stepsOf(side, links[link], BY_CURSOR);
          expect(read.data).toHaveLength(100);
          expect(Math.max(...read.steps.map(({ rows }) => rows))).toBeLessThan(2 * FEW);
          ({ links } = read);
        }
      }
    });
  });
});
