import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import {
  type UserRow,
  USERS_STATEMENT,
  usersDocument,
} from '../../bench/programs/users-document.js';
import { accessToken, api, request } from '../support/requests.js';

/** Adds people with many equal names, and with times that differ by microseconds. */
const PEOPLE = 57;

let applications: TestSide<'backoffice'>;
let token: string;

beforeAll(async () => {
  applications = await startSide('backoffice');
  const { backoffice, database } = applications;
  const client = await backoffice.createClient('users:read clients:read');
  token = await accessToken(backoffice, { client });
  await database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name, enabled, created_at)
     SELECT 'user' || n, 'user' || n || '@example.com', 'First' || n % 3, 'Last' || n % 5, n % 2 = 0,
            timestamptz '2026-01-01 00:00:00.123456Z' + (n / 4) * interval '1 microsecond'
     FROM generate_series(1, $1) n`,
    [PEOPLE],
  );
  // Half of the rows never expire; some have equal times.
  await database.query(
    `INSERT INTO oauth_clients (client_id, name, side, scopes, expires_at)
     SELECT gen_random_uuid(), 'Client' || n, 'backoffice', '{}',
            CASE WHEN n % 2 = 0 THEN timestamptz '2030-01-01' + (n / 4) * interval '1 day' END
     FROM generate_series(1, 20) n`,
  );
});
afterAll(async () => applications.stop());

const get = async (path: string) => api(applications.backoffice, token, path);

/** Collects the ids of all pages by following links. */
async function follow(first: string, link: 'next' | 'prev'): Promise<string[][]> {
  const pages: string[][] = [];
  let path: string | null = first;
  while (path) {
    const { status, body } = await get(path);
    expect(status).toBe(200);
    pages.push(body.data.map(({ id }: { id: string }) => id));
    path = body.links[link];
  }
  return pages;
}

/** Reads the cursor of the first row, so that all further pages are fetched by cursor. */
async function firstCursor(path: string): Promise<string> {
  const accept =
    'application/vnd.api+json;profile="https://jsonapi.org/profiles/ethanresnick/cursor-pagination"';
  const answer = await fetch(`${applications.backoffice.url}${path}`, {
    headers: { Authorization: `Bearer ${token}`, Accept: accept },
  });
  const body = (await answer.json()) as { links: { next: string }; data: [{ meta: Cursor }] };
  expect(answer.headers.get('content-type')).toContain('profile=');
  return body.data[0].meta.page.cursor;
}

interface Cursor {
  page: { cursor: string };
}

describe('pages by cursor', () => {
  it.each([
    '/api/users?sort=id',
    '/api/users?sort=-id',
    '/api/users?sort=lastName',
    '/api/users?sort=-lastName',
    '/api/users?sort=lastName,firstName',
    '/api/users?sort=-lastName,firstName',
    '/api/users?sort=createdAt',
    '/api/users?sort=-createdAt,username',
    '/api/users?sort=-username&filter[enabled]=true',
    '/api/oauth-clients?sort=expiresAt',
    '/api/oauth-clients?sort=-expiresAt',
    '/api/oauth-clients?sort=-expiresAt,name',
    '/api/oauth-clients?sort=expiresAt,-name',
  ])('of %s contain every row once, in the order of the numbered pages', async (path) => {
    const numbered = (await follow(`${path}&page[size]=100`, 'next')).flat();
    const cursor = await firstCursor(`${path}&page[size]=10`);
    const after = await follow(`${path}&page[size]=10&page[after]=${cursor}`, 'next');
    expect([numbered[0], ...after.flat()]).toEqual(numbered);
    expect(after.slice(0, -1).every((page) => page.length === 10)).toBe(true);

    const last = await get(`${path}&page[size]=1&page[number]=${numbered.length}`);
    expect(last.body.data[0].id).toBe(numbered.at(-1));
    const end = await cursorOf(path, numbered.length);
    const before = await follow(`${path}&page[size]=10&page[before]=${end}`, 'prev');
    expect([...before.toReversed().flat(), numbered.at(-1)]).toEqual(numbered);
  });

  /** Reads the cursor of the row at a place, counted from 1. */
  async function cursorOf(path: string, place: number): Promise<string> {
    const cursor = await firstCursor(`${path}&page[size]=1`);
    const { body } = await get(`${path}&page[size]=${place - 1}&page[after]=${cursor}`);
    return body.data.at(-1).meta.page.cursor;
  }

  it('skip no remaining row when rows are added and deleted', async () => {
    const cursor = await cursorOf('/api/users?sort=username', 5);
    const { body } = await get(`/api/users?sort=username&page[size]=3&page[after]=${cursor}`);
    await applications.database.query(`DELETE FROM staff_users WHERE id = $1`, [body.data[0].id]);
    await applications.database.query(
      `INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('aaa', 'aaa@example.com', 'A', 'A')`,
    );
    const again = await get(`/api/users?sort=username&page[size]=2&page[after]=${cursor}`);
    expect(again.body.data).toMatchObject([{ id: body.data[1].id }, { id: body.data[2].id }]);
  });
});

describe('the total of a list', () => {
  it.each([
    ['', 'filter[lastName]=Last1'],
    ['of a page by cursor ', 'filter[lastName]=Last1&page[size]=2&page[after]='],
  ])('%sis counted on request', async (_, query) => {
    const cursor = query.endsWith('=') ? await firstCursor('/api/users?sort=id') : '';
    const { body } = await get(`/api/users?sort=id&${query}${cursor}&page[total]=true`);
    const [row] = await applications.database.query(
      `SELECT count(*)::int AS total FROM staff_users WHERE last_name = 'Last1'`,
    );
    expect(body.meta).toEqual({ page: row });
  });

  it('is sent with a link to the last page', async () => {
    const { body } = await get('/api/users?page[size]=10&page[total]=true');
    expect(body.links.last).toBe(
      '/api/users?page%5Bsize%5D=10&page%5Btotal%5D=true&page%5Bnumber%5D=6',
    );
    expect((await get(body.links.last)).body.links.next).toBeNull();
  });

  it('is a header when it is requested by a header, as in OroCommerce', async () => {
    const answer = await fetch(`${applications.backoffice.url}/api/users?page[size]=1`, {
      headers: { Authorization: `Bearer ${token}`, 'X-Include': 'totalCount' },
    });
    expect(answer.headers.get('x-include-total-count')).toBe(String(PEOPLE));
  });

  it('is left out otherwise', async () => {
    const { body, headers } = await get('/api/users');
    expect(body).not.toHaveProperty('meta');
    expect(body.links).not.toHaveProperty('last');
    expect(headers.get('x-include-total-count')).toBeNull();
  });
});

describe('the first page of users', () => {
  it('is the document that the other contestants of the benchmark answer with', async () => {
    const { backoffice, database } = applications;
    const { text, values } = USERS_STATEMENT;
    const rows = (await database.query(text, values)) as unknown as UserRow[];
    const headers = { Authorization: `Bearer ${token}` };
    const { body } = await request(`${backoffice.url}/api/users?page%5Bsize%5D=25`, { headers });
    expect(usersDocument(rows)).toBe(JSON.stringify(body));
  });
});
