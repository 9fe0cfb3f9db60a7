import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { accessToken } from '../support/requests.js';

const POOL_SIZE = 5;
const KEPT_FOR_OTHERS = 2;
const AT_ONCE = POOL_SIZE - KEPT_FOR_OTHERS;
const WAIT_S = 6;

let applications: TestApplications;
let token: string;
let other: string;
let holder: Client;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.database.poolSize = POOL_SIZE;
    config.database.limits.keptForOthers = KEPT_FOR_OTHERS;
    config.database.limits.connectionTimeout = WAIT_S;
    config.database.limits.lockTimeout = 5 * WAIT_S;
  });
});
beforeEach(async () => {
  const { backoffice } = applications;
  const scope = 'users:read customers:read customers:write';
  token = await accessToken(backoffice, { client: await backoffice.createClient(scope) });
  other = await accessToken(backoffice, { client: await backoffice.createClient(scope) });
  holder = new Client(applications.database.url);
  await holder.connect();
  // No look-up of a client waits for this table.
  await holder.query('BEGIN; LOCK TABLE customers');
});
afterEach(async () => holder.end());
afterAll(async () => applications.stop());

async function ask(by: string, path: string, options: RequestInit = {}): Promise<number> {
  const headers = { Authorization: `Bearer ${by}`, 'Content-Type': 'application/vnd.api+json' };
  const { url } = applications.backoffice;
  const response = await fetch(`${url}${path}`, { headers, ...options });
  await response.text();
  return response.status;
}

/** Statements that wait for the table. */
async function waiting(): Promise<number> {
  const sql = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return (await applications.database.query(sql)).length;
}

/** Requests that wait for their turn, with their bodies in memory. */
async function waitingForTurns(): Promise<number> {
  const { managementPort } = applications.backoffice;
  const metrics = await (await fetch(`http://127.0.0.1:${managementPort}/metrics`)).text();
  return Number(/^latchkey_client_requests_waiting (\d+)$/m.exec(metrics)?.[1]);
}

const SOON = { timeout: 4000, interval: 20 };

/** Answers as they come, in the order in which they came. */
function many(count: number, by: string, signal?: AbortSignal) {
  const statuses: number[] = [];
  const all = Array.from({ length: count }, async () => {
    statuses.push(await ask(by, '/api/customers', { signal: signal ?? null }));
  });
  return { statuses, ended: Promise.allSettled(all) };
}

describe('slow requests of one client', () => {
  it('leave connections to the others, wait for each other, and are all answered', async () => {
    const slow = many(12, token);
    await expect.poll(waiting, SOON).toBe(AT_ONCE);
    for (let n = 0; n < 5; n += 1) expect(await ask(other, '/api/users')).toBe(200);
    const others = many(KEPT_FOR_OTHERS, other);
    await expect.poll(waiting, SOON).toBe(POOL_SIZE);
    expect(slow.statuses).toEqual([]);
    await holder.query('ROLLBACK');
    await Promise.all([slow.ended, others.ended]);
    expect([...slow.statuses, ...others.statuses]).toEqual(Array.from({ length: 14 }, () => 200));
  });

  it('are worked on until the database is done with them, also when the client has gone', async () => {
    const gone = new AbortController();
    const abandoned = many(8, token, gone.signal);
    await expect.poll(waiting, SOON).toBe(AT_ONCE);
    await expect.poll(waitingForTurns, SOON).toBe(8 - AT_ONCE);
    gone.abort();
    await abandoned.ended;
    // Long before they would be refused.
    await expect.poll(waitingForTurns, { timeout: 3000, interval: 20 }).toBe(0);
    // What waited has left with its client; what has begun keeps its turns.
    const next = ask(token, '/api/users');
    const answered = next.then(() => 'answered');
    expect(await ask(other, '/api/users')).toBe(200);
    expect(await ask(other, '/api/users')).toBe(200);
    expect(await Promise.race([answered, Promise.resolve('waits')])).toBe('waits');
    expect(await waiting()).toBe(AT_ONCE);
    await holder.query('ROLLBACK');
    expect(await next).toBe(200);
  });

  it('are 503 when they have waited for their turn as long as for a connection', async () => {
    const slow = many(AT_ONCE + 2, token);
    await expect.poll(waiting, SOON).toBe(AT_ONCE);
    await expect.poll(() => slow.statuses, { timeout: 2000 * WAIT_S }).toEqual([503, 503]);
    expect(await waiting()).toBe(AT_ONCE);
    await holder.query('ROLLBACK');
    await slow.ended;
    expect(slow.statuses).toEqual([503, 503, 200, 200, 200]);
  });

  it('give up their turns when they are refused or fail', async () => {
    await holder.query('ROLLBACK');
    for (let n = 0; n <= AT_ONCE; n += 1) {
      expect(await ask(token, '/api/users/x')).toBe(404);
      expect(await ask(token, '/api/roles')).toBe(403);
      expect(await ask(token, '/api/users?filter[x]=1')).toBe(400);
      expect(await ask(token, '/api/customers', { method: 'POST', body: '{' })).toBe(400);
    }
    expect(await ask(token, '/api/users')).toBe(200);
  });
});
