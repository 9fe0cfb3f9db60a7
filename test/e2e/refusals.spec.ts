import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusals as RecordedInBatches } from '../../libs/oauth/src/refusals/refusals.js';
import { RefusalsRepository } from '../../libs/oauth/src/refusals/refusals.repository.js';
import { makeClientSecret } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { latchkey } from '../support/latchkey.js';
import { type Answer, credentials, request, tokenRequest } from '../support/requests.js';

const HOME = '192.0.2.10';

let applications: TestApplications;
let backoffice: TestApplication;
let storefront: TestApplication;
let reader: string;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.http.trustedProxies = ['127.0.0.1'];
  });
  ({ backoffice, storefront } = applications);
  reader = await tokenOf(backoffice, await backoffice.createClient('clients:read'));
});
afterAll(async () => applications.stop());

async function tokenOf(application: TestApplication, client: TestClient): Promise<string> {
  const { body } = await tokenRequest(application, credentials(client));
  return (body as { access_token: string }).access_token;
}

async function api(application: TestApplication, path: string, token?: string, method = 'GET') {
  const authorization = token === undefined ? undefined : { Authorization: `Bearer ${token}` };
  return request(`${application.url}/api/${path}`, {
    method,
    headers: {
      'X-Forwarded-For': HOME,
      'Content-Type': 'application/vnd.api+json',
      ...authorization,
    },
  });
}

interface Refusals {
  data: { id: string; attributes: Record<string, unknown> }[];
}

async function refusals(query: string): Promise<Refusals['data']> {
  const { status, body } = await api(backoffice, `refusals?${query}`, reader);
  expect(status).toBe(200);
  return (body as Refusals).data;
}

/** Waits for the refusal of a request, which is written within about a second. */
async function refusalOf(answer: Answer): Promise<Record<string, unknown>> {
  const requestId = answer.headers.get('x-request-id')!;
  const query = `filter[requestId]=${requestId}`;
  await expect.poll(async () => refusals(query), { timeout: 5000 }).toHaveLength(1);
  const [found] = await refusals(query);
  const { occurredAt, ...rest } = found!.attributes;
  expect(Math.abs(Date.now() - Date.parse(occurredAt as string))).toBeLessThan(20_000);
  expect(rest).toMatchObject({ requestId, status: answer.status, occurrences: 1 });
  return rest;
}

describe('a refused request', () => {
  it('at the token endpoint has the reason that its answer hides, and advice', async () => {
    const client = await storefront.createClient('profile:read');
    const secret = makeClientSecret('storefront');
    const answer = await tokenRequest(
      storefront,
      credentials({ ...client, clientSecret: secret }),
      { 'X-Forwarded-For': HOME },
    );
    const refusal = await refusalOf(answer);
    expect(refusal).toEqual({
      side: 'storefront',
      requestId: expect.any(String),
      clientId: client.clientId,
      address: HOME,
      method: 'POST',
      route: '/oauth2-token',
      status: 401,
      code: 'invalid_client',
      reason: 'wrong_secret',
      required: null,
      description: 'client authentication failed',
      occurrences: 1,
      explanation: {
        kind: 'wrong_secret',
        isLocked: false,
        further: null,
        details: null,
        text: 'this client has never had this secret',
        advice: expect.stringContaining('last four characters'),
      },
    });
    const [row] = await applications.database.query(
      'SELECT to_jsonb(refusals) AS row FROM refusals',
    );
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it.each([
    ['a scope that it does not have', 'scope=users:delete', 'invalid_scope', /users:delete/],
    ['a token of another API', 'resource=https://x.example', 'invalid_target', /another API/],
  ])('of a client that asks for %s names the client', async (_, more, code, text) => {
    const client = await backoffice.createClient('users:read');
    const form = new URLSearchParams(`grant_type=client_credentials&${more}`);
    form.set('client_id', client.clientId);
    form.set('client_secret', client.clientSecret);
    const answer = await tokenRequest(backoffice, form.toString());
    expect(answer.status).toBe(400);
    expect(await refusalOf(answer)).toMatchObject({
      clientId: client.clientId,
      code,
      explanation: { kind: code, text: expect.stringMatching(text) },
    });
  });

  it('at the API without a token names no client', async () => {
    expect(await refusalOf(await api(storefront, 'users/7'))).toMatchObject({
      side: 'storefront',
      clientId: null,
      method: 'GET',
      route: '/api/users/:id',
      code: 'missing_token',
      reason: null,
      explanation: { kind: 'missing_token' },
    });
  });

  it('at the API with a forged token does not name the client of the forgery', async () => {
    const [head, , signature] = reader.split('.');
    const { clientId } = backoffice.client;
    const claims = JSON.stringify({ client_id: clientId, exp: 4_000_000_000 });
    const forged = [head, Buffer.from(claims).toString('base64url'), signature].join('.');
    expect(await refusalOf(await api(backoffice, 'users', forged))).toMatchObject({
      clientId: null,
      code: 'invalid_signature',
    });
  });

  it('at the API for a missing scope names the scope that the route needs', async () => {
    const client = await backoffice.createClient('users:read');
    const token = await tokenOf(backoffice, client);
    const answer = await api(backoffice, 'users/7?secret=hidden', token, 'DELETE');
    expect(answer.status).toBe(403);
    const refusal = await refusalOf(answer);
    expect(refusal).toMatchObject({
      clientId: client.clientId,
      method: 'DELETE',
      route: '/api/users/:id',
      code: 'insufficient_scope',
      required: 'users:write',
      explanation: {
        kind: 'insufficient_scope',
        text: 'the token lacks a scope that this request needs (users:write)',
      },
    });
    expect(JSON.stringify(refusal)).not.toContain('hidden');
  });

  it('at the API beyond a limit names the limit', async () => {
    const limits = { requestsPerSecond: 1 };
    const client = await backoffice.createClient('users:read', { limits });
    const token = await tokenOf(backoffice, client);
    const answers = [await api(backoffice, 'users', token), await api(backoffice, 'users', token)];
    expect(answers.map(({ status }) => status)).toEqual([200, 429]);
    expect(await refusalOf(answers[1]!)).toMatchObject({
      clientId: client.clientId,
      code: 'too_many_requests',
      reason: 'limit: requests',
      required: '1 a second',
      explanation: {
        kind: 'limit',
        text: 'the client sent more requests than its limit allows (1 a second)',
      },
    });
  });

  it('at the API from a network that the client may not call from names client and address', async () => {
    const client = await backoffice.createClient('users:read');
    const token = await tokenOf(backoffice, client);
    const { administration } = applications;
    await administration.clients.update(
      client.clientId,
      { allowedNetworks: ['10.0.0.0/8'] },
      { actor: { type: 'command', name: 'test' }, scopes: 'all', ownerId: null },
    );
    await expect.poll(async () => (await api(backoffice, 'users', token)).status).toBe(403);
    const answer = await api(backoffice, 'users', token);
    expect(await refusalOf(answer)).toMatchObject({
      clientId: client.clientId,
      address: HOME,
      code: 'network_not_allowed',
    });
  });

  it('with 429 or 403 is explained by latchkey why', async () => {
    const client = await backoffice.createClient('users:read');
    const token = await tokenOf(backoffice, client);
    const answer = await api(backoffice, 'users/7', token, 'DELETE');
    await refusalOf(answer);
    const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url };
    const requestId = answer.headers.get('x-request-id')!;
    const { output } = await latchkey({ environment }, 'why', requestId);
    expect(output).toMatch(
      new RegExp(
        `^\\S+Z from ${HOME}: the backoffice refused DELETE /api/users/:id with 403 insufficient_scope\n` +
          'because the token lacks a scope that this request needs \\(users:write\\)\n' +
          `the client is ${client.clientId}, "client \\w+"; it is enabled now\n` +
          'what to do: Give the client what is missing, [^\n]+\n$',
      ),
    );
  });
});

describe('GET /api/refusals', () => {
  it('filters by client, code, side and time, the newest first', async () => {
    const client = await backoffice.createClient('users:read');
    const token = await tokenOf(backoffice, client);
    await api(backoffice, 'users/7', token, 'DELETE');
    await refusalOf(await api(backoffice, 'users', token, 'POST'));
    const ofClient = `filter[clientId]=${client.clientId}`;
    const found = await refusals(`${ofClient}&filter[code]=insufficient_scope&sort=-id`);
    expect(found.map(({ attributes }) => attributes.method)).toEqual(['POST', 'DELETE']);
    expect(await refusals(`${ofClient}&filter[code]=missing_token`)).toEqual([]);
    expect(await refusals(`${ofClient}&filter[side]=storefront`)).toEqual([]);
    const future = new Date(Date.now() + 60_000).toISOString();
    expect(await refusals(`${ofClient}&filter[occurredAt][gt]=${future}`)).toEqual([]);
    expect(await refusals(`${ofClient}&filter[occurredAt][lt]=${future}`)).toHaveLength(2);
  });

  it('answers one refusal, and a selection of its attributes', async () => {
    await refusalOf(await api(backoffice, 'users'));
    const [first] = await refusals('filter[code]=missing_token&sort=-id&page[size]=1');
    const path = `refusals/${first!.id}?fields[refusals]=explanation,code`;
    const { body } = await api(backoffice, path, reader);
    expect((body as { data: Refusals['data'][number] }).data.attributes).toEqual({
      code: 'missing_token',
      explanation: first!.attributes.explanation,
    });
    const { body: short } = await api(
      backoffice,
      `refusals/${first!.id}?fields[refusals]=code`,
      reader,
    );
    expect((short as { data: Refusals['data'][number] }).data.attributes).toEqual({
      code: 'missing_token',
    });
  });

  it('needs clients:read', async () => {
    const token = await tokenOf(backoffice, await backoffice.createClient('users:read'));
    expect((await api(backoffice, 'refusals', token)).status).toBe(403);
  });

  it('does not exist in the storefront', async () => {
    expect((await api(storefront, `refusals/${randomUUID()}`)).status).toBe(404);
  });
});

describe('the rows of refused requests', () => {
  it('have texts that PostgreSQL can store, so that none stops the others', async () => {
    const requestId = randomUUID();
    const row = {
      occurredAt: new Date(),
      requestId,
      address: '\uD800',
      method: 'GET',
      route: '/',
      status: 401,
      code: 'planted',
      description: `a\0b${'\u{1F511}'.repeat(400)}`,
      occurrences: 1,
    };
    await backoffice.app.get(RefusalsRepository).add('backoffice', [row]);
    const [stored] = await applications.database.query(
      'SELECT address, left(description, 3) AS start FROM refusals WHERE request_id = $1',
      [requestId],
    );
    expect(stored).toEqual({ address: '\uFFFD', start: 'a\uFFFDb' });
  });

  const plant = async (side: string, more: { clientId?: string; days?: number; rows: number }) =>
    applications.database.query(
      `INSERT INTO refusals (occurred_at, side, client_id, is_registered, status, code, occurrences)
       SELECT now() - make_interval(days => $1), $2, $3::text, $3::text IS NOT NULL, 401, 'planted', 1
       FROM generate_series(1, $4)`,
      [more.days ?? 0, side, more.clientId ?? null, more.rows],
    );
  const count = async (condition: string) => {
    const sql = `SELECT count(*)::integer FROM refusals WHERE code = 'planted' AND ${condition}`;
    const [row] = await applications.database.query(sql);
    return row!.count;
  };

  it.each(['backoffice', 'storefront'] as const)(
    'of the %s are deleted beyond the retention and the bounds, and those of the other side are not',
    async (side) => {
      // Rows of earlier requests would be newer than the planted ones.
      for (const each of [backoffice, storefront]) await each.app.get(RecordedInBatches).flush();
      await applications.database.query('DELETE FROM refusals');
      const [one, two] = [randomUUID(), randomUUID()];
      const other = side === 'backoffice' ? 'storefront' : 'backoffice';
      await plant(other, { days: 40, rows: 3 });
      await plant(side, { days: 40, rows: 4 });
      await plant(side, { rows: 300 });
      await plant(side, { clientId: one, rows: 30 });
      await plant(side, { clientId: two, rows: 5 });
      const refusalSettings = {
        interval: 1,
        recorded: 10,
        recordedPerClient: 10,
        retention: 30,
        stored: 1000,
        storedPerClient: 20,
      };
      const repository = applications[side].app.get(RefusalsRepository);
      const prune = async (changes: object) =>
        repository.prune({ side, refusals: { ...refusalSettings, ...changes } }, [one, two]);
      await prune({});
      expect(await count(`side = '${other}'`)).toBe(3);
      expect(await count(`occurred_at < now() - interval '1 day' AND side = '${side}'`)).toBe(0);
      // A fifth of all rows is for callers without a client.
      expect(await count("NOT is_registered AND occurred_at > now() - interval '1 day'")).toBe(200);
      expect(await count(`client_id = '${one}'`)).toBe(20);
      expect(await count(`client_id = '${two}'`)).toBe(5);
      await prune({ stored: 10 });
      expect(await count(`side = '${side}'`)).toBe(10);
      expect(await count(`client_id = '${two}'`)).toBe(5);
    },
  );
});
