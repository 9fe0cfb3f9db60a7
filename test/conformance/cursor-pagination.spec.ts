import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type Answer, accessToken, request } from '../support/requests.js';

/**
 * The profile "ethanresnick/cursor-pagination". There are no tests for features that Latchkey does not
 * have: `unsupported-sort` (every sort has pages), `range-pagination-not-supported` (ranges are
 * supported), `estimatedTotal`, and pages within the relationships of a resource object.
 */

const PROFILE = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';
const TYPE = 'application/vnd.api+json';
const PEOPLE = 12;

let applications: TestSide<'backoffice'>;
let token: string;

/** Twelve people with three last names (`n` % 3); their ids are 1 to 12. */
beforeAll(async () => {
  applications = await startSide('backoffice', (config) => {
    Object.assign(config.api, { defaultPageSize: 4, maxPageSize: 8 });
  });
  await applications.database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name)
     SELECT 'u' || n, 'u' || n || '@example.com', 'A', 'L' || n % 3 FROM generate_series(1, $1::int) n`,
    [PEOPLE],
  );
  token = await accessToken(applications.backoffice);
});
afterAll(async () => applications.stop());

async function get(path: string): Promise<Answer> {
  return request(`${applications.backoffice.url}${path}`, {
    headers: { Authorization: `Bearer ${token}`, Accept: `${TYPE};profile="${PROFILE}"` },
  });
}

async function users(query: Record<string, string> = {}): Promise<Answer> {
  return get(`/api/users?${new URLSearchParams(query).toString()}`);
}

interface Item {
  id: string;
  meta: { page: { cursor: string } };
}

function ids({ body }: Answer): number[] {
  return body.data.map(({ id }: Item) => Number(id));
}

/** Returns the cursor of each row of the list, by id. */
async function cursors(sort = 'id'): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (let path: string | null = `/api/users?sort=${sort}`; path;) {
    const { body }: Answer = await get(path);
    for (const { id, meta } of body.data as Item[]) found.set(Number(id), meta.page.cursor);
    path = body.links.next;
  }
  return found;
}

const rejected = ({ status, body }: Answer) => [status, body.errors[0].source];

describe('Cursor Pagination, Concepts', () => {
  it('Sorting Requirement: a sort with ties is made unique, so that each row appears once', async () => {
    expect([...(await cursors('lastName')).keys()]).toEqual([
      3, 6, 9, 12, 1, 4, 7, 10, 2, 5, 8, 11,
    ]);
  });

  it('Cursors: the rows after a cursor stay the same when its row is deleted', async () => {
    await applications.database.query(
      `INSERT INTO staff_users (id, username, email, first_name, last_name) OVERRIDING SYSTEM VALUE
       VALUES (90, 'gone', 'gone@example.com', 'A', 'L9'), (91, 'last', 'last@example.com', 'A', 'L9')`,
    );
    const cursor = (await cursors()).get(90)!;
    await applications.database.query('DELETE FROM staff_users WHERE id = 90');
    expect(ids(await users({ sort: 'id', 'page[after]': cursor }))).toEqual([91]);
    await applications.database.query('DELETE FROM staff_users WHERE id = 91');
  });
});

describe('Cursor Pagination, page[size]', () => {
  it.each(['0', '-1', '1.5', 'x', ''])('is answered 400 for %j', async (size) => {
    expect(rejected(await users({ 'page[size]': size }))).toEqual([
      400,
      { parameter: 'page[size]' },
    ]);
  });

  it('Max Page Size Exceeded Error: is answered 400 with the maximum and the type of the error', async () => {
    const { status, body } = await users({ 'page[size]': '9' });
    expect([status, body.errors]).toEqual([
      400,
      [
        expect.objectContaining({
          source: { parameter: 'page[size]' },
          meta: { page: { maxSize: 8 } },
          links: { type: `${PROFILE}/max-size-exceeded` },
        }),
      ],
    ]);
  });

  it('has a default, and otherwise is the requested number', async () => {
    expect(ids(await users())).toHaveLength(4);
    expect(ids(await users({ 'page[size]': '7' }))).toHaveLength(7);
  });
});

describe('Cursor Pagination, page[after] and page[before]', () => {
  it('the page begins with the first item when both are omitted', async () => {
    expect(ids(await users({ sort: 'id' }))).toEqual([1, 2, 3, 4]);
  });

  it('the first item is the one immediately after the cursor', async () => {
    const after = (await cursors()).get(5)!;
    expect(ids(await users({ sort: 'id', 'page[after]': after }))).toEqual([6, 7, 8, 9]);
  });

  it('the last item is the closest one before the cursor', async () => {
    const before = (await cursors()).get(9)!;
    expect(ids(await users({ sort: 'id', 'page[before]': before }))).toEqual([5, 6, 7, 8]);
  });

  it('the page is empty when no item is after or before the cursor', async () => {
    const all = await cursors();
    expect(ids(await users({ sort: 'id', 'page[after]': all.get(12)! }))).toEqual([]);
    expect(ids(await users({ sort: 'id', 'page[before]': all.get(1)! }))).toEqual([]);
  });

  it.each(['page[after]', 'page[before]'])(
    'Invalid Parameter Value Error: %s with an invalid cursor is answered 400',
    async (name) => {
      const cursor = (await cursors()).get(5)!;
      // Another first character; some bits of the last base64url character may be unused.
      const changed = (cursor.startsWith('A') ? 'B' : 'A') + cursor.slice(1);
      for (const value of ['', 'nonsense', '5', `${cursor}A`, cursor.slice(0, -4), changed]) {
        const answer = await users({ sort: 'id', [name]: value });
        expect([value, ...rejected(answer)]).toEqual([value, 400, { parameter: name }]);
      }
    },
  );

  it.each(['-id', 'email', '-email'])(
    'a cursor of another order is rejected for sort=%s',
    async (sort) => {
      const cursor = (await cursors()).get(5)!;
      const answer = await users({ sort, 'page[after]': cursor });
      expect(rejected(answer)).toEqual([400, { parameter: 'page[after]' }]);
    },
  );
});

describe('Cursor Pagination, combining page[after] and page[before]', () => {
  it('answers all items between, with the maximum as default size', async () => {
    const all = await cursors();
    const range = { sort: 'id', 'page[after]': all.get(2)!, 'page[before]': all.get(11)! };
    const answer = await users(range);
    expect(ids(answer)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect(answer.body.meta?.page?.rangeTruncated).toBeUndefined();
  });

  it('reports that there are more items, and answers as without page[before]', async () => {
    const all = await cursors();
    const range = { sort: 'id', 'page[after]': all.get(2)!, 'page[before]': all.get(12)! };
    const answer = await users(range);
    expect(ids(answer)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect(answer.body.meta.page).toEqual({ rangeTruncated: true });
    const one = await users({ ...range, 'page[size]': '1' });
    expect([ids(one), one.body.meta.page]).toEqual([[3], { rangeTruncated: true }]);
  });
});

describe('Cursor Pagination, Document Structure', () => {
  it('Item Cursors: each item has its cursor', async () => {
    for (const [id, cursor] of await cursors('-lastName')) {
      const { body } = await users({
        sort: '-lastName',
        'page[before]': cursor,
        'page[size]': '8',
      });
      const after = await users({ sort: '-lastName', 'page[after]': cursor, 'page[size]': '8' });
      expect(body.data.map((item: Item) => item.id)).not.toContain(String(id));
      expect(ids(after)).not.toContain(id);
    }
  });

  it('Links: prev and next are always present, and lead through the list in both directions', async () => {
    const first = await users({ sort: '-id', 'page[size]': '5' });
    expect(first.body.links.prev).toBeNull();
    const second = await get(first.body.links.next);
    const third = await get(second.body.links.next);
    expect([...ids(first), ...ids(second), ...ids(third)]).toEqual(
      Array.from({ length: PEOPLE }, (_, index) => PEOPLE - index),
    );
    expect(third.body.links.next).toBeNull();
    expect(ids(await get(third.body.links.prev))).toEqual(ids(second));
    const start = await get(second.body.links.prev);
    expect([ids(start), start.body.links.prev]).toEqual([ids(first), null]);
  });

  it('Collection Sizes: the total is present when it is requested', async () => {
    const { body } = await users({ 'page[total]': 'true' });
    expect(body.meta.page.total).toBe(PEOPLE);
    expect((await users()).body.meta?.page?.total).toBeUndefined();
  });

  it('the Content-Type names the profile, also when only a cursor requests it', async () => {
    const after = (await cursors()).get(5)!;
    const url = `${applications.backoffice.url}/api/users?sort=id&page[after]=${after}`;
    const { headers } = await request(url, { headers: { Authorization: `Bearer ${token}` } });
    expect(headers.get('content-type')).toBe(`${TYPE};profile="${PROFILE}"`);
  });
});
