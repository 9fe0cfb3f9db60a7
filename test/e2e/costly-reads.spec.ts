import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { withHeldStatements } from '../support/held-statements.js';
import { untilNotified } from '../support/notified.js';
import { accessToken, type Answer, api, request } from '../support/requests.js';
import { untilWaiting, waitingFor } from '../support/waiting-statements.js';

const PATH = '/api/customer-users';
const PROFILE = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';

/** Milliseconds a costly read waits for its turn; an immediate answer takes much less. */
const WAIT_MS = 4000;

/** Queries for which the database reads more rows than the page has. */
const COSTLY = [
  'sort=customer.name,-createdAt',
  'sort=-customer.name&page[number]=41',
  'sort=customer.name&filter[enabled]=true',
  'sort=customer.name&filter[search]=abc',
  'page[number]=402',
  'page[number]=10002&page[size]=1',
  'filter[search]=abc def ghi jkl',
  'filter[search]=abc&page[total]=true',
  'filter[lastName][contains]=abc&page[total]=true',
  'filter[email][starts-with]=abc&page[total]=true',
  'filter[search]=abc def&filter[lastName][contains]=abc&filter[email][starts-with]=abc',
  'filter[search]=abc&filter[enabled][neq]=true',
  'filter[lastName][contains]=abc&filter[createdAt]=..2001-01-01T00:00:00Z,2002-01-01T00:00:00Z..',
  `filter[createdAt]=${[1, 3, 5, 7].map((n) => `200${n}-01-01T00:00:00Z..200${n}-02-01T00:00:00Z`).join()}`,
  'filter[lastName][neq]=a,b,c,d',
  'filter[customer.name][neq]=a,b,c,d',
  'filter[customer.name][starts-with]=abc',
];

const CHEAP = [
  'sort=lastName',
  'sort=customer.name',
  'sort=-customer.name&page[number]=40',
  'page[number]=401',
  'page[number]=10001&page[size]=1',
  'filter[search]=abc def ghi',
  'filter[lastName][contains]=abc',
  'page[total]=true',
  'filter[enabled]=true&page[total]=true',
  'filter[enabled][neq]=true&page[total]=true',
  'filter[search]=abc&filter[lastName][contains]=abc&filter[email][contains]=abc',
  'filter[search]=abc&filter[enabled]=true&filter[createdAt][gt]=2001-01-01T00:00:00Z',
  'filter[createdAt]=..2001-01-01T00:00:00Z,2002-01-01T00:00:00Z..',
  `filter[id]=${Array.from({ length: 50 }, (_, n) => n).join()}`,
  'filter[lastName]=a,b,c,d,e&filter[lastName][neq]=f,g',
  'filter[customer.name]=a,b,c,d,e',
];

let applications: TestSide<'backoffice'>;
let holder: Client;
/** Tokens of two clients that act for one person. */
const tokensOfOne: string[] = [];
const tokens: string[] = [];

beforeAll(async () => {
  applications = await startSide('backoffice', (config) => {
    config.api.costlyReads = {
      atOnce: 3,
      perClient: 2,
      wait: WAIT_MS / 1000,
      timeLimit: 60,
      queue: 1,
    };
    // A look-up of a client would wait for the locked table.
    config.clients.cache.lifetime = 600;
  });
  const { backoffice } = applications;
  for (let n = 0; n < 4; n += 1) {
    const client = await backoffice.createClient(
      'customer-users:read customer-users:write customers:read',
    );
    tokens.push(await accessToken(backoffice, { client }));
  }
  const [owner] = await applications.database.query(
    `WITH role AS (
       INSERT INTO roles (name, scopes) VALUES ('reader', '{customer-users:read}') RETURNING id),
     made AS (
       INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('eve', 'eve@example.com', 'Eve', 'Lee') RETURNING id)
     INSERT INTO staff_user_roles (user_id, role_id) SELECT made.id, role.id FROM made, role
     RETURNING user_id AS id`,
  );
  for (let n = 0; n < 2; n += 1) {
    const attributes = { owner: { type: 'users', id: String(owner!.id) } } as const;
    const client = await backoffice.createClient('customer-users:read', attributes);
    tokensOfOne.push(await accessToken(backoffice, { client }));
  }
});
beforeEach(async () => {
  // A late notification makes the process look the client up again; it must do so before the lock.
  await untilNotified(applications.backoffice, applications.database);
  for (const token of [...tokens, ...tokensOfOne])
    await api(applications.backoffice, token, `${PATH}?page[size]=1`);
  holder = new Client(applications.database.url);
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE customer_users');
});
afterEach(async () => holder.end());
afterAll(async () => applications.stop());

const remove = async (client: number, filter: string): Promise<Answer> =>
  api(applications.backoffice, tokens[client]!, `${PATH}?${filter}`, { method: 'DELETE' });

const get = async (client: number, query: string): Promise<Answer> =>
  api(applications.backoffice, tokens[client]!, `${PATH}?${query}`);

/** Resolves when this many statements wait for the table. */
const waiting = async (count: number, session = holder) =>
  untilWaiting(session, applications.database, count);

const refused = (status: number, code: string, title: string, whose: string) => ({
  status,
  retryAfter: '1',
  errors: [
    {
      id: expect.any(String),
      status: String(status),
      code,
      title,
      detail:
        `too many costly reads of ${whose} are running; send them one after the other. ` +
        'Costly reads sort by a related attribute, skip many rows, have many words, patterns, ' +
        'ranges or values of neq, have a pattern of a related attribute, or count or delete the ' +
        'matches of a search or a pattern. Use page[after] instead of a deep page[number]',
    },
  ],
});

function seen({ status, headers, body }: Answer) {
  return { status, retryAfter: headers.get('retry-after'), errors: body.errors };
}

describe('costly reads', () => {
  it.each(COSTLY)('are rejected past the limit of the client: %s', async (query) => {
    const running = [get(0, COSTLY[0]!), get(0, query)];
    await waiting(2);
    expect(seen(await get(0, query))).toEqual(
      refused(429, 'too_many_requests', 'Too many requests', 'this caller'),
    );
    await holder.query('ROLLBACK');
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await get(0, query)).status).toBe(200);
  });

  it.each(CHEAP)('do not include cheap reads: %s', async (query) => {
    const running = [get(0, COSTLY[0]!), get(0, COSTLY[1]!), get(0, query)];
    await waiting(3);
    await holder.query('ROLLBACK');
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('keep their place until the total is counted', async () => {
    const query = `${COSTLY[0]}&page[total]=true`;
    await holder.query('ROLLBACK');
    await withHeldStatements(applications.database, async (hold) => {
      const first = await hold();
      const running = [get(0, query), get(0, query)];
      await waiting(2, first);
      // The database grants locks in the order of the requests: to both lists first, then here.
      const next = hold();
      await waiting(3, first);
      await first.end();
      await waiting(2, await next);
      expect((await get(0, query)).status).toBe(429);
      await (await next).end();
      expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
    });
  });

  it.each([
    'filter[search]=abc',
    'filter[lastName][ends-with]=abc',
    'filter[customer.name][contains]=abc',
  ])('include deletions of what a search or a pattern finds: %s', async (filter) => {
    const running = [remove(0, filter), remove(0, filter)];
    await waiting(2);
    expect(seen(await remove(0, filter))).toEqual(
      refused(429, 'too_many_requests', 'Too many requests', 'this caller'),
    );
    expect((await get(0, COSTLY[0]!)).status).toBe(429);
    const cheap = remove(0, 'filter[email]=nobody@example.com');
    await waiting(3);
    await holder.query('ROLLBACK');
    const statuses = (await Promise.all([...running, cheap])).map(({ status }) => status);
    expect(statuses).toEqual([204, 204, 204]);
  });

  it('wait for their turn when the process runs as many as it may', async () => {
    const running = [get(0, COSTLY[0]!), get(0, COSTLY[0]!), get(1, COSTLY[0]!)];
    await waiting(3);
    const inQueue = [get(2, COSTLY[0]!), get(3, COSTLY[0]!)];
    // The queue holds one request.
    expect(seen(await Promise.race(inQueue))).toEqual(
      refused(503, 'service_unavailable', 'Service unavailable', 'all callers'),
    );
    await holder.query('ROLLBACK');
    await Promise.all(running);
    const statuses = (await Promise.all(inQueue)).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 503]);
    const after = [get(2, COSTLY[0]!), get(2, COSTLY[0]!), get(3, COSTLY[0]!)];
    expect((await Promise.all(after)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('are rejected when their wait expires, and at once when the caller has another one running', async () => {
    const running = [get(0, COSTLY[0]!), get(0, COSTLY[0]!), get(1, COSTLY[0]!)];
    await waiting(3);
    const begin = performance.now();
    expect(seen(await get(1, COSTLY[0]!))).toEqual(
      refused(503, 'service_unavailable', 'Service unavailable', 'all callers'),
    );
    expect(performance.now() - begin).toBeLessThan(WAIT_MS - 100);
    const inQueue = get(2, COSTLY[0]!);
    expect(seen(await inQueue)).toEqual(
      refused(503, 'service_unavailable', 'Service unavailable', 'all callers'),
    );
    expect(performance.now() - begin).toBeGreaterThan(WAIT_MS - 100);
    await holder.query('ROLLBACK');
    await Promise.all(running);
    expect((await get(2, COSTLY[0]!)).status).toBe(200);
  });

  it('are counted together for all clients that act for one person', async () => {
    const read = async (token: string) =>
      api(applications.backoffice, token, `${PATH}?page[number]=402`);
    const running = tokensOfOne.map(read);
    await waiting(2);
    expect((await read(tokensOfOne[1]!)).status).toBe(429);
    await holder.query('ROLLBACK');
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('count until the database has ended them, and no longer, after the client disconnects', async () => {
    const gone = new AbortController();
    const { url } = applications.backoffice;
    const headers = { Authorization: `Bearer ${tokens[0]}` };
    const abandoned = [1, 2].map(async () =>
      fetch(`${url}${PATH}?${COSTLY[0]}`, { headers, signal: gone.signal }).catch(() => null),
    );
    await waiting(2);
    gone.abort();
    await Promise.all(abandoned);
    expect((await get(0, COSTLY[0]!)).status).toBe(429);
    await holder.query('ROLLBACK');
    await expect.poll(async () => (await get(0, COSTLY[0]!)).status).toBe(200);
  });

  it('no longer count once the database has rejected them', async () => {
    const { database } = applications;
    const running = [get(0, COSTLY[0]!), get(0, COSTLY[0]!)];
    await waiting(2);
    await database.query('SELECT pg_cancel_backend(pid) FROM unnest($1::integer[]) pid', [
      await waitingFor(holder, database),
    ]);
    expect((await Promise.all(running)).every(({ status }) => status >= 500)).toBe(true);
    await holder.query('ROLLBACK');
    expect((await get(0, COSTLY[0]!)).status).toBe(200);
  });

  it('are counted in the metrics by limit when they are rejected', async () => {
    const { body } = await request(
      `http://127.0.0.1:${applications.backoffice.managementPort}/metrics`,
    );
    expect(body).toMatch(/^latchkey_costly_reads_refused_total\{limit="client"\} [1-9]/m);
    expect(body).toMatch(/^latchkey_costly_reads_refused_total\{limit="process"\} 3$/m);
  });

  it('leave the queue when their client disconnects', async () => {
    const running = [get(0, COSTLY[0]!), get(0, COSTLY[0]!), get(1, COSTLY[0]!)];
    await waiting(3);
    const gone = new AbortController();
    const url = `${applications.backoffice.url}${PATH}?${COSTLY[0]}`;
    const both = [2, 3].map(async (client) => {
      const headers = { Authorization: `Bearer ${tokens[client]}` };
      const { status } = await fetch(url, { headers, signal: gone.signal });
      return { client, status };
    });
    // The queue holds one request.
    const without = await Promise.race(both);
    expect(without.status).toBe(503);
    gone.abort();
    await Promise.allSettled(both);
    let last: Promise<Answer>;
    const outcome = async () => {
      last = get(without.client, COSTLY[0]!);
      return Promise.race([last.then(({ status }) => status), setTimeout(1000, 'waits')]);
    };
    await expect.poll(outcome, { timeout: WAIT_MS - 1000, interval: 20 }).toBe('waits');
    await holder.query('ROLLBACK');
    const answers = await Promise.all([...running, last!]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

describe('a numbered page in the order of a related attribute', () => {
  beforeEach(async () => holder.query('ROLLBACK'));

  it('ends at row 10,000, and the error refers to the cursor', async () => {
    expect((await get(0, 'sort=customer.name&page[number]=400')).status).toBe(200);
    const { status, body } = await get(0, 'sort=customer.name&page[number]=401');
    expect({ status, errors: body.errors }).toMatchObject({
      status: 400,
      errors: [
        {
          code: 'invalid_parameter',
          detail:
            'page[number] must be an integer from 1 to 400; for more, take pages by cursor: accept ' +
            `the profile "${PROFILE}" and follow links.next (page[after])`,
          source: { parameter: 'page[number]' },
        },
      ],
    });
    expect((await get(0, 'sort=lastName&page[number]=401')).status).toBe(200);
  });

  it('has no link to a page beyond row 10,000', async () => {
    await applications.database.query(
      `INSERT INTO customer_users (email, first_name, last_name)
       SELECT n || '@example.com', 'A', 'B' FROM generate_series(1, 10100) n`,
    );
    const last = 'sort=customer.name&page[size]=100&page[number]=100&page[total]=true';
    const { body } = await get(0, last);
    expect(body.data).toHaveLength(100);
    expect(body.links).toMatchObject({ next: null });
    expect(body.links).not.toHaveProperty('last');
    const { body: other } = await get(0, last.replace('customer.name', 'lastName'));
    expect(other.links.next).toContain('page%5Bnumber%5D=101');
  });
});
