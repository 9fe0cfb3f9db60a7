import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { accessToken, type Answer, api, request } from '../support/requests.js';

const PATH = '/api/customer-users';
const PROFILE = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';

/** Each of them has the database read more rows than the page has. */
const COSTLY = [
  'sort=customer.name,-createdAt',
  'sort=-customer.name&page[number]=41',
  'sort=customer.name&filter[enabled]=true',
  'sort=customer.name&filter[search]=abc',
  'page[number]=402',
  'page[number]=10002&page[size]=1',
  'filter[search]=abc def ghi jkl',
];

const CHEAP = [
  'sort=lastName',
  'sort=customer.name',
  'sort=-customer.name&page[number]=40',
  'page[number]=401',
  'page[number]=10001&page[size]=1',
  'filter[search]=abc def ghi',
];

let applications: TestApplications;
let holder: Client;
const tokens: string[] = [];

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.api.costlyReads = { atOnce: 3, perClient: 2 };
  });
  const { backoffice } = applications;
  for (let n = 0; n < 3; n += 1) {
    const client = await backoffice.createClient('customer-users:read customers:read');
    tokens.push(await accessToken(backoffice, { client }));
  }
});
beforeEach(async () => {
  holder = new Client(applications.database.url);
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE customer_users');
});
afterEach(async () => holder.end());
afterAll(async () => applications.stop());

const get = async (client: number, query: string): Promise<Answer> =>
  api(applications.backoffice, tokens[client]!, `${PATH}?${query}`);

/** Resolves when so many statements wait for the table. */
async function waiting(count: number): Promise<void> {
  const sql = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect
    .poll(async () => applications.database.query(sql), { timeout: 4000, interval: 20 })
    .toHaveLength(count);
}

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
        `too many reads of ${whose} that sort by a related attribute, skip many rows or search for ` +
        'many words are running: send them one after the other, and take page[after] in the place ' +
        'of a deep page[number]',
    },
  ],
});

function seen({ status, headers, body }: Answer) {
  return { status, retryAfter: headers.get('retry-after'), errors: body.errors };
}

describe('costly reads', () => {
  it.each(COSTLY)('are refused to a client that has as many as it may have: %s', async (query) => {
    const running = [get(0, COSTLY[0]!), get(0, query)];
    await waiting(2);
    expect(seen(await get(0, query))).toEqual(
      refused(429, 'too_many_requests', 'Too many requests', 'this client'),
    );
    await holder.query('ROLLBACK');
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await get(0, query)).status).toBe(200);
  });

  it.each(CHEAP)('are not: %s', async (query) => {
    const running = [get(0, COSTLY[0]!), get(0, COSTLY[1]!), get(0, query)];
    await waiting(3);
    await holder.query('ROLLBACK');
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('are refused to everybody when the process has as many as it may have', async () => {
    const running = [get(0, COSTLY[0]!), get(0, COSTLY[0]!), get(1, COSTLY[0]!)];
    await waiting(3);
    expect(seen(await get(2, COSTLY[0]!))).toEqual(
      refused(503, 'service_unavailable', 'Service unavailable', 'all clients'),
    );
    await holder.query('ROLLBACK');
    await Promise.all(running);
    expect((await get(2, COSTLY[0]!)).status).toBe(200);
  });

  it('count until the database is done with them, and not longer, when their client has gone', async () => {
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

  it('no longer count when the database has refused them', async () => {
    const { database } = applications;
    const running = [get(0, COSTLY[0]!), get(0, COSTLY[0]!)];
    await waiting(2);
    await database.query(
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect((await Promise.all(running)).every(({ status }) => status >= 500)).toBe(true);
    await holder.query('ROLLBACK');
    expect((await get(0, COSTLY[0]!)).status).toBe(200);
  });

  it('are counted when they are refused, by the limit', async () => {
    const { body } = await request(
      `http://127.0.0.1:${applications.backoffice.managementPort}/metrics`,
    );
    expect(body).toMatch(/^latchkey_costly_reads_refused_total\{limit="client"\} [1-9]/m);
    expect(body).toMatch(/^latchkey_costly_reads_refused_total\{limit="process"\} 1$/m);
  });
});

describe('a page by number in the order of a related attribute', () => {
  beforeEach(async () => holder.query('ROLLBACK'));

  it('ends at row 10,000, and the message names the cursor', async () => {
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

  it('has no link to a page beyond', async () => {
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
