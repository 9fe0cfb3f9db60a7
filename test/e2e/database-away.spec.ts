import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { untilNotified } from '../support/notified.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import {
  accessToken,
  type Answer,
  api,
  credentials,
  request,
  tokenRequest,
} from '../support/requests.js';

const STATEMENT_TIMEOUT_MS = 2000;

/** Milliseconds. Less than any timeout a request could wait for, even on a busy machine. */
const AT_ONCE_MS = 1800;

/** Milliseconds. The promise is one second; the rest allows for a busy machine. */
const RETURN_MS = 2000;

let applications: TestSide<'backoffice'>;
let proxy: TcpProxy;
let token: string;

beforeAll(async () => {
  applications = await startSide('backoffice', async (config) => {
    proxy = await TcpProxy.to(config.backoffice.databaseUrl);
    config.backoffice.databaseUrl = proxy.through(config.backoffice.databaseUrl);
    config.database.poolSize = 2;
    Object.assign(config.database.limits, {
      maxWaiting: 10,
      statementTimeout: STATEMENT_TIMEOUT_MS / 1000,
      lockTimeout: 4,
      idleTransactionTimeout: 1,
    });
    // A look-up of a client would wait for the locked table.
    config.clients.cache.lifetime = 600;
  });
  token = await accessToken(applications.backoffice);
});
afterEach(async () => {
  proxy.open();
  proxy.thaw();
  await vi.waitUntil(async () => (await users()).status === 200, { timeout: 5000 });
});
afterAll(async () => {
  await applications.stop();
  await proxy.end();
});

const users = async (by = token) => api(applications.backoffice, by, '/api/users');

const ready = async () => {
  const { managementPort } = applications.backoffice;
  const { status, body } = await request(`http://127.0.0.1:${managementPort}/health/ready`);
  return { status, body };
};

const metric = async (name: string) => {
  const { managementPort } = applications.backoffice;
  const { body } = await request(`http://127.0.0.1:${managementPort}/metrics`);
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1]);
};

/** Runs a request and measures its milliseconds. */
async function timed(act: () => Promise<Answer>): Promise<Answer & { took: number }> {
  const startedAt = performance.now();
  const answer = await act();
  return { ...answer, took: performance.now() - startedAt };
}

function expectUnavailable({ status, headers, body }: Answer): void {
  expect({
    status,
    type: headers.get('content-type'),
    retryAfter: headers.get('retry-after'),
  }).toEqual({ status: 503, type: 'application/vnd.api+json', retryAfter: '1' });
  expect(body).toEqual({
    jsonapi: { version: '1.1' },
    errors: [
      {
        id: headers.get('x-request-id'),
        status: '503',
        code: 'service_unavailable',
        title: 'Service unavailable',
        detail: 'the database cannot answer now; try again later',
      },
    ],
  });
}

describe('while the database is away', () => {
  it('resources answer 503 at once, and work again within a second of its return', async () => {
    proxy.close();
    for (let count = 0; count < 5; count += 1) {
      const answer = await timed(users);
      expectUnavailable(answer);
      expect(answer.took).toBeLessThan(AT_ONCE_MS);
    }
    await expect.poll(ready).toEqual({
      status: 200,
      body: { status: 'up', serving: true, checks: { database: 'away' } },
    });
    expect(await metric('latchkey_database_up')).toBe(0);
    expect(await metric('latchkey_database_refusals_total')).toBeGreaterThan(0);
    expect(await metric('latchkey_notifications_connected')).toBe(0);
    // Revocations stay fresh for half a second.
    await expect.poll(async () => metric('latchkey_revocation_lag_seconds')).toBeGreaterThan(0.5);
    expect(await metric('latchkey_notification_lag_seconds')).toBeGreaterThan(0.5);

    proxy.open();
    const opened = performance.now();
    await expect.poll(async () => (await users()).status, { interval: 10 }).toBe(200);
    expect(performance.now() - opened).toBeLessThan(RETURN_MS);
    await expect.poll(async () => metric('latchkey_database_up')).toBe(1);
    await expect.poll(async () => metric('latchkey_revocation_lag_seconds')).toBe(0);
    expect(await metric('latchkey_notifications_connected')).toBe(1);
  });

  it('silently, waiting requests are answered before their clients give up', async () => {
    proxy.freeze();
    const first = await timed(users);
    expectUnavailable(first);
    expect(first.took).toBeLessThan(4000);
    const second = await timed(users);
    expectUnavailable(second);
    expect(second.took).toBeLessThan(AT_ONCE_MS);

    proxy.thaw();
    const thawed = performance.now();
    await expect.poll(async () => (await users()).status, { interval: 10 }).toBe(200);
    expect(performance.now() - thawed).toBeLessThan(RETURN_MS);
  });
});

describe('while another session locks the rows a request needs', () => {
  /** Locks every row of the users until the work is done. */
  async function whileLocked(tokens: string[], work: () => Promise<void>): Promise<void> {
    // The process has the clients cached, so it needs no look-up that the lock would block.
    await untilNotified(applications.backoffice, applications.database);
    for (const by of tokens) expect((await users(by)).status).toBe(200);
    const { url } = applications.database;
    const other = new Client({ connectionString: url });
    await other.connect();
    try {
      await other.query('BEGIN; LOCK TABLE staff_users');
      await work();
    } finally {
      await other.end();
    }
  }

  it('a limited number of requests wait, and the next ones are answered with 503 at once', async () => {
    // From different clients, since one client alone cannot take all connections.
    const { backoffice } = applications;
    const tokens: string[] = [];
    for (let n = 0; n < 20; n += 1) {
      const client = await backoffice.createClient('users:read');
      tokens.push(await accessToken(backoffice, { client }));
    }
    await whileLocked(tokens, async () => {
      const crowd = tokens.map(async (by) => timed(async () => users(by)));
      const answers = await Promise.all(crowd);
      answers.forEach(expectUnavailable);
      // Two requests have a connection, and ten wait for one until the statement times out.
      // The application's own write of its counts may be one of those that wait.
      const shed = answers.filter(({ took }) => took < STATEMENT_TIMEOUT_MS);
      expect([8, 9, 10]).toContain(shed.length);
      expect(Math.max(...answers.map(({ took }) => took))).toBeLessThan(10_000);
    });
  });

  it('cached clients still get tokens', async () => {
    await whileLocked([token], async () => {
      const crowd = Array.from({ length: 20 }, async () => users());
      const answer = await timed(async () =>
        tokenRequest(applications.backoffice, credentials(applications.backoffice.client)),
      );
      expect(answer.status).toBe(200);
      expect(answer.took).toBeLessThan(AT_ONCE_MS);
      await Promise.all(crowd);
    });
  });
});

it('the application sets timeouts of its own on its database connections', async () => {
  const dataSource = applications.backoffice.app.get(DataSource);
  const limits = await dataSource.query(
    `SELECT name, setting FROM pg_settings WHERE name IN
       ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') ORDER BY name`,
  );
  expect(limits).toEqual([
    { name: 'idle_in_transaction_session_timeout', setting: '1000' },
    { name: 'lock_timeout', setting: '4000' },
    { name: 'statement_timeout', setting: '2000' },
  ]);
});
