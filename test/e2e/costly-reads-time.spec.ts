import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type InTurn, TimeLimit } from '../../libs/json-api/src/query/time-limit.js';
import { limitedRead } from '../../libs/json-api/src/sql/limited-read.js';
import { startSide, type TestSide } from '../support/applications.js';
import { withHeldStatements } from '../support/held-statements.js';
import { untilNotified } from '../support/notified.js';
import { accessToken, type Answer, api, request } from '../support/requests.js';
import { untilWaiting, waitingFor } from '../support/waiting-statements.js';

const PATH = '/api/customer-users';
const COSTLY = 'page[number]=402';
const CHEAP = 'page[number]=401';
const LIMIT_MS = 4000;

/** Duration of the page query, which leaves the rest of the limit to the query for the total. */
const PAGE_MS = 2500;

let applications: TestSide<'backoffice'>;
let holder: Client;
const tokens: string[] = [];

beforeAll(async () => {
  applications = await startSide('backoffice', (config) => {
    const timeLimit = LIMIT_MS / 1000;
    config.api.costlyReads = { atOnce: 1, perClient: 1, wait: 10, timeLimit, queue: 5 };
    Object.assign(config.database.limits, { statementTimeout: 15, lockTimeout: 60 });
    // A look-up of a client would wait for the locked table.
    config.clients.cache.lifetime = 600;
  });
  const { backoffice } = applications;
  for (let n = 0; n < 2; n += 1) {
    const client = await backoffice.createClient(
      'customer-users:read customer-users:write customers:read',
    );
    tokens.push(await accessToken(backoffice, { client }));
  }
});
beforeEach(async () => {
  // A late notification makes the process look the client up again; it must do so before the lock.
  await untilNotified(applications.backoffice, applications.database);
  for (const token of tokens) await api(applications.backoffice, token, `${PATH}?page[size]=1`);
  holder = new Client(applications.database.url);
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE customer_users');
});
afterEach(async () => holder.end());
afterAll(async () => applications.stop());

const get = async (client: number, query: string): Promise<Answer> =>
  api(applications.backoffice, tokens[client]!, `${PATH}?${query}`);

/** Resolves when this many statements wait for the table. */
const waiting = async (count: number, session = holder) =>
  untilWaiting(session, applications.database, count);

async function refusals(): Promise<number> {
  const url = `http://127.0.0.1:${applications.backoffice.managementPort}/metrics`;
  const { body } = await request(url);
  const metric = /^latchkey_costly_reads_refused_total\{limit="time"\} (\d+)$/m;
  return Number(metric.exec(body)?.[1] ?? 0);
}

function seen({ status, headers, body }: Answer) {
  const { code, detail } = body.errors[0];
  return { status, retryAfter: headers.get('retry-after'), code, detail };
}

const tookTooLong = {
  status: 503,
  retryAfter: null,
  code: 'service_unavailable',
  detail:
    'this costly read was stopped at its time limit of 4 s; use narrower filters, ask for no ' +
    'total, use page[after] instead of a deep page[number], or try again when the database is less busy',
};

const stoppedByTheDatabase = {
  status: 503,
  retryAfter: '1',
  code: 'service_unavailable',
  detail: 'the database cannot answer now; try again later',
};

describe('the time limit of costly reads', () => {
  it('ends a read, and the next caller in the queue gets an answer', async () => {
    const before = await refusals();
    const first = get(0, COSTLY);
    await waiting(1);
    const next = get(1, COSTLY);
    expect(seen(await first)).toEqual(tookTooLong);
    await waiting(1);
    await holder.query('ROLLBACK');
    expect((await next).status).toBe(200);
    expect(await refusals()).toBe(before + 1);
  });

  it('covers a page and its total together', async () => {
    await holder.query('ROLLBACK');
    await withHeldStatements(applications.database, async (hold) => {
      const first = await hold();
      const read = get(0, 'sort=customer.name,-createdAt&page[total]=true');
      await waiting(1, first);
      const begin = performance.now();
      // The database grants locks in the order of the requests: to the page first, then here.
      const next = hold();
      await setTimeout(PAGE_MS);
      await waiting(2, first);
      await first.end();
      await next;
      expect(seen(await read)).toEqual(tookTooLong);
      // With a limit of its own, the total would end later than this.
      expect(performance.now() - begin).toBeLessThan(PAGE_MS + LIMIT_MS);
    });
  });

  it('ends a deletion by a search filter', async () => {
    const options = { method: 'DELETE' };
    const url = `${PATH}?filter[search]=abc`;
    const begin = performance.now();
    const answer = await api(applications.backoffice, tokens[0]!, url, options);
    expect(seen(answer)).toEqual(tookTooLong);
    // The statement timeout is 15 s.
    expect(performance.now() - begin).toBeLessThan(12_000);
    await holder.query('ROLLBACK');
    expect((await api(applications.backoffice, tokens[0]!, url, options)).status).toBe(204);
  });

  it('does not apply to cheap reads', async () => {
    const cheap = get(0, CHEAP);
    await waiting(1);
    expect(seen(await get(1, COSTLY))).toEqual(tookTooLong);
    await waiting(1);
    await holder.query('ROLLBACK');
    expect((await cheap).status).toBe(200);
  });

  it('does not apply to the next cheap read on the connection of a costly read', async () => {
    await holder.query('ROLLBACK');
    expect((await get(0, COSTLY)).status).toBe(200);
    await holder.query('BEGIN; LOCK TABLE customer_users');
    const cheap = get(0, CHEAP);
    await waiting(1);
    await setTimeout(LIMIT_MS + 500);
    await holder.query('ROLLBACK');
    expect((await cheap).status).toBe(200);
  });

  it('is not reported as the reason when a read is cancelled before it', async () => {
    const { database } = applications;
    const before = await refusals();
    const read = get(0, COSTLY);
    await waiting(1);
    await database.query('SELECT pg_cancel_backend(pid) FROM unnest($1::integer[]) pid', [
      await waitingFor(holder, database),
    ]);
    expect(seen(await read)).toEqual(stoppedByTheDatabase);
    expect(await refusals()).toBe(before);
  });

  it.each([
    { before: 0, seconds: 60, within: '1min' },
    { before: 9000, seconds: 60, within: '9s' },
    { before: 9000, seconds: 4, within: '4s' },
  ])(
    'lowers a statement timeout of $before ms to $within, and restores it',
    async ({ before, seconds, within }) => {
      const { url } = applications.database;
      const extra = { options: `-c statement_timeout=${before}` };
      const dataSource = new DataSource({ type: 'postgres', url, poolSize: 1, extra });
      await dataSource.initialize();
      try {
        const sql = 'SHOW statement_timeout';
        const inTurn: InTurn = async (work) => work(new TimeLimit(seconds));
        const read = limitedRead(dataSource, inTurn, async (connection) => connection.query(sql));
        expect(await read).toEqual([{ statement_timeout: within }]);
        const [{ statement_timeout: after }] = await dataSource.query(sql);
        expect(after).toBe(before === 0 ? '0' : '9s');
      } finally {
        await dataSource.destroy();
      }
    },
  );
});
