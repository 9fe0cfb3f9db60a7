import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSide, type TestSide, type TestClient } from '../support/applications.js';
import { makeClientKey, signAssertion, withAssertion } from '../support/client-keys.js';
import { dpopKey, dpopRequest, boundToken, apiProof, tokenProof } from '../support/dpop.js';
import { accessToken, credentials, request, tokenRequest } from '../support/requests.js';
import { waitingFor } from '../support/waiting-statements.js';

const POOL_SIZE = 5;
const KEPT_FOR_OTHERS = 2;
const AT_ONCE_IN_ALL = POOL_SIZE - KEPT_FOR_OTHERS;
/** One connection is reserved for the OAuth endpoints. */
const AT_ONCE = AT_ONCE_IN_ALL - 1;
const WAIT_S = 6;
const MAX_WAITING = 10;

const SCOPE = 'users:read customers:read customers:write';

let applications: TestSide<'backoffice'>;
let token: string;
let other: string;
let holder: Client;

beforeAll(async () => {
  applications = await startSide('backoffice', (config) => {
    config.database.poolSize = POOL_SIZE;
    config.database.limits.keptForOthers = KEPT_FOR_OTHERS;
    config.database.limits.maxWaiting = MAX_WAITING;
    config.database.limits.connectionTimeout = WAIT_S;
    config.database.limits.lockTimeout = 5 * WAIT_S;
  });
});
beforeEach(async () => {
  const { backoffice } = applications;
  token = await accessToken(backoffice, { client: await backoffice.createClient(SCOPE) });
  other = await accessToken(backoffice, { client: await backoffice.createClient(SCOPE) });
  holder = new Client(applications.database.url);
  await holder.connect();
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

/** Locks the table until the holder rolls back. No look-up of a client uses the table. */
const hold = async (lock: string) => holder.query(`BEGIN; LOCK TABLE ${lock}`);

/** Counts the statements that wait for the table. */
async function waiting(): Promise<number> {
  return (await waitingFor(holder, applications.database)).length;
}

/** Counts the requests that wait for their turn, with their bodies in memory. */
async function waitingForTurns(): Promise<number> {
  const { managementPort } = applications.backoffice;
  const metrics = await (await fetch(`http://127.0.0.1:${managementPort}/metrics`)).text();
  return Number(/^latchkey_client_requests_waiting (\d+)$/m.exec(metrics)?.[1]);
}

const SOON = { timeout: 4000, interval: 20 };

/** Sends requests and collects their statuses in the order of arrival. */
function many(count: number, by: string, signal?: AbortSignal) {
  const statuses: number[] = [];
  const all = Array.from({ length: count }, async () => {
    statuses.push(await ask(by, '/api/customers', { signal: signal ?? null }));
  });
  return { statuses, ended: Promise.allSettled(all) };
}

describe('slow requests of one client', () => {
  beforeEach(async () => hold('customers'));

  it('leave connections to others, wait for each other, and are all answered', async () => {
    const slow = many(12, token);
    await expect.poll(waiting, SOON).toBe(AT_ONCE);
    for (let n = 0; n < 5; n += 1) expect(await ask(other, '/api/users')).toBe(200);
    const others = many(2, other);
    await expect.poll(waiting, SOON).toBe(AT_ONCE + 2);
    expect(slow.statuses).toEqual([]);
    await holder.query('ROLLBACK');
    await Promise.all([slow.ended, others.ended]);
    expect([...slow.statuses, ...others.statuses]).toEqual(Array.from({ length: 14 }, () => 200));
  });

  it('occupy their connections until the database is done, also after the client disconnects', async () => {
    const gone = new AbortController();
    const abandoned = many(8, token, gone.signal);
    await expect.poll(waiting, SOON).toBe(AT_ONCE);
    await expect.poll(waitingForTurns, SOON).toBe(8 - AT_ONCE);
    gone.abort();
    await abandoned.ended;
    // Long before their wait would end with a 503.
    await expect.poll(waitingForTurns, { timeout: 3000, interval: 20 }).toBe(0);
    // Waiting requests have left with their client; running ones keep their connections.
    const next = ask(token, '/api/users');
    const answered = next.then(() => 'answered');
    expect(await ask(other, '/api/users')).toBe(200);
    expect(await ask(other, '/api/users')).toBe(200);
    expect(await Promise.race([answered, Promise.resolve('waits')])).toBe('waits');
    expect(await waiting()).toBe(AT_ONCE);
    await holder.query('ROLLBACK');
    expect(await next).toBe(200);
  });

  it('get a 503 after waiting for their turn as long as for a connection', async () => {
    const slow = many(AT_ONCE + 2, token);
    await expect.poll(waiting, SOON).toBe(AT_ONCE);
    await expect.poll(() => slow.statuses, { timeout: 2000 * WAIT_S }).toEqual([503, 503]);
    expect(await waiting()).toBe(AT_ONCE);
    await holder.query('ROLLBACK');
    await slow.ended;
    expect(slow.statuses).toEqual([503, 503, 200, 200]);
  });

  it('free their places when they are rejected or fail', async () => {
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

describe('requests of one client to an OAuth endpoint', () => {
  /** With more requests, one would be rejected at once. */
  const COUNT = AT_ONCE_IN_ALL + MAX_WAITING;

  /** Prepares this many requests of one client; each returned function sends one. */
  type Requests = (count: number, client?: TestClient) => Promise<(() => Promise<number>)[]>;

  const revocations: Requests = async (count, given) => {
    const { backoffice } = applications;
    const client = given ?? (await backoffice.createClient(SCOPE));
    await accessToken(backoffice, { client }); // so that its network is stored
    const tokens = await Promise.all(
      Array.from({ length: count }, async () => accessToken(backoffice, { client })),
    );
    return tokens.map((each) => async () => {
      const body = new URLSearchParams({ ...credentials(client), token: each });
      const url = `${backoffice.url}/oauth2-token/revoke`;
      return (await request(url, { method: 'POST', body })).status;
    });
  };

  const proofs: Requests = async (count, given) => {
    const { backoffice } = applications;
    const client = credentials(given ?? (await backoffice.createClient(SCOPE)));
    const own = dpopKey();
    const send = async () =>
      (await tokenRequest(backoffice, client, { DPoP: tokenProof(backoffice, own) })).status;
    return Array.from({ length: count }, () => send);
  };

  const key = makeClientKey();
  const attributes = { jwks: { keys: [key.jwk] } };

  const assertions: Requests = async (count, given) => {
    const { backoffice } = applications;
    const { clientId } = given ?? (await backoffice.createClient(SCOPE, attributes));
    const send = async () => {
      const assertion = signAssertion({ issuer: backoffice.url, clientId, key });
      return (await tokenRequest(backoffice, withAssertion(assertion))).status;
    };
    return Array.from({ length: count }, () => send);
  };

  const bound: Requests = async (count) => {
    const { backoffice } = applications;
    const own = dpopKey();
    const its = await boundToken(backoffice, own, await backoffice.createClient(SCOPE));
    const send = async () =>
      (await dpopRequest(backoffice, its, apiProof(backoffice, own, its))).status;
    return Array.from({ length: count }, () => send);
  };

  it.each([
    ['revocations', 'revoked_tokens IN SHARE MODE', revocations],
    ['DPoP proofs', 'used_proofs IN SHARE MODE', proofs],
    ['client assertions', 'used_proofs IN SHARE MODE', assertions],
    ['DPoP proofs of requests to the API', 'used_proofs IN SHARE MODE', bound],
  ])('leave connections to others, and wait for each other: %s', async (_, lock, requests) => {
    const all = await requests(COUNT - 1);
    await hold(lock);
    const statuses: number[] = [];
    const sent = all.map(async (send) => statuses.push(await send()));
    await expect.poll(waiting, SOON).toBe(AT_ONCE_IN_ALL);
    await expect.poll(waitingForTurns, SOON).toBe(MAX_WAITING - 1);
    for (let n = 0; n < 5; n += 1) expect(await ask(other, '/api/users')).toBe(200);
    expect(statuses).toEqual([]);
    await holder.query('ROLLBACK');
    await Promise.all(sent);
    expect(statuses).toEqual(all.map(() => 200));
  });

  it.each([
    ['a revocation', revocations],
    ['a DPoP proof', proofs],
    ['a client assertion', assertions],
  ])('are handled before its API requests: %s', async (_, requests) => {
    const { backoffice } = applications;
    const client = await backoffice.createClient(SCOPE, attributes);
    const own = await accessToken(backoffice, { client });
    const [first, second] = await requests(2, client);
    await hold('customers');
    const slow = many(AT_ONCE + 5, own);
    await expect.poll(waiting, SOON).toBe(AT_ONCE);
    await expect.poll(waitingForTurns, SOON).toBe(5);
    expect(await first!()).toBe(200);
    expect(await second!()).toBe(200);
    expect(await waitingForTurns()).toBe(5);
    await holder.query('ROLLBACK');
    await slow.ended;
    expect(slow.statuses).toEqual(Array.from({ length: AT_ONCE + 5 }, () => 200));
  });

  it('get a 503 at once when too many are waiting', async () => {
    const all = await revocations(COUNT + 2);
    await hold('revoked_tokens IN SHARE MODE');
    const statuses: number[] = [];
    const sent = all.map(async (send) => statuses.push(await send()));
    await expect.poll(() => statuses, SOON).toEqual([503, 503]);
    expect(await waitingForTurns()).toBe(MAX_WAITING);
    await holder.query('ROLLBACK');
    await Promise.all(sent);
    expect(statuses).toEqual([503, 503, ...Array.from({ length: COUNT }, () => 200)]);
  });
});
