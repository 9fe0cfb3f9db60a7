import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSide, type TestSide, type TestClient } from '../support/applications.js';
import { assertionParameters, makeClientKey, signAssertion } from '../support/client-keys.js';
import { apiProof, boundToken, dpopKey, dpopRequest } from '../support/dpop.js';
import {
  accessToken,
  type Answer,
  api,
  credentials,
  request,
  tokenRequest,
} from '../support/requests.js';
import { untilWaiting } from '../support/waiting-statements.js';

const LIMITS = {
  requestsInFlight: 2,
  requestsPerSecond: 10,
  tokensPerMinute: 6,
  revocationsPerMinute: 2,
  introspectionsPerMinute: 3,
};

let applications: TestSide<'backoffice'>;
let client: TestClient;
let token: string;
let other: string;

beforeAll(async () => {
  applications = await startSide('backoffice', (config) => {
    config.clients.limits = LIMITS;
  });
});
beforeEach(async () => {
  const { backoffice } = applications;
  client = await backoffice.createClient('users:read customers:read tokens:introspect');
  token = await accessToken(backoffice, { client });
  const otherClient = await backoffice.createClient('users:read customers:read');
  other = await accessToken(backoffice, { client: otherClient });
});
afterAll(async () => applications.stop());

const users = async (by: string, path = '/api/users') => api(applications.backoffice, by, path);

function limitsOf({ headers }: Answer) {
  return {
    policy: headers.get('ratelimit-policy'),
    used: headers.get('ratelimit'),
    retryAfter: headers.get('retry-after'),
  };
}

async function form(path: string, parameters: Record<string, string>, by = client) {
  return request(`${applications.backoffice.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: by.clientId,
      client_secret: by.clientSecret,
      ...parameters,
    }),
  });
}

/** Matches a number of seconds, or one less: time passes between two requests. */
const about = (seconds: number) => `(${seconds}|${seconds - 1})`;

const matching = (pattern: string) => expect.stringMatching(new RegExp(`^${pattern}$`));

const POLICY = '"requests";q=10;w=1, "in-flight";q=2;qu="concurrent-requests"';

describe('the API and the limits of a client', () => {
  it('reports in each answer what is left of the quota', async () => {
    const [first, second] = [await users(token), await users(token)];
    expect(limitsOf(first)).toEqual({
      policy: POLICY,
      used: '"requests";r=9;t=1',
      retryAfter: null,
    });
    expect(limitsOf(second).used).toMatch(/^"requests";r=[89];t=1$/);
    // A request rejected for its scope uses up the quota, too.
    const forbidden = await users(token, '/api/roles');
    expect(forbidden.status).toBe(403);
    expect(limitsOf(forbidden)).toMatchObject({ policy: POLICY });
  });

  it('does not use up a DPoP proof when it rejects the request for its quota or its token', async () => {
    const { backoffice } = applications;
    const key = dpopKey();
    const bound = await boundToken(backoffice, key, client);
    const proofs = Array.from({ length: 40 }, () => apiProof(backoffice, key, bound));
    const answers: Answer[] = [];
    while (answers.at(-1)?.status !== 429) {
      answers.push(await dpopRequest(backoffice, bound, proofs[answers.length]));
    }
    const refused = proofs[answers.length - 1]!;
    await expect.poll(async () => (await dpopRequest(backoffice, bound, refused)).status).toBe(200);
    expect((await form('/oauth2-token/revoke', { token: bound })).status).toBe(200);
    const used = async () => applications.database.query('SELECT digest FROM used_proofs');
    const before = await used();
    const { body } = await dpopRequest(backoffice, bound, proofs.at(-1));
    expect(body.errors).toMatchObject([{ code: 'revoked_token' }]);
    expect(await used()).toEqual(before);
  });

  it('answers 429 past the requests per second to that client alone, and serves it again afterwards', async () => {
    const answers: Answer[] = [];
    for (let n = 0; n < 200 && answers.at(-1)?.status !== 429; n += 1) {
      answers.push(await users(token, '/api/users/1'));
    }
    const refused = answers.at(-1)!;
    expect({ status: refused.status, body: refused.body }).toEqual({
      status: 429,
      body: {
        jsonapi: { version: '1.1' },
        errors: [
          {
            id: expect.any(String),
            status: '429',
            code: 'too_many_requests',
            title: 'Too many requests',
            detail: 'this client has sent too many requests (10 a second); try again after 1 s',
          },
        ],
      },
    });
    expect(limitsOf(refused)).toEqual({
      policy: POLICY,
      used: '"requests";r=0;t=1',
      retryAfter: '1',
    });
    expect((await users(other)).status).toBe(200);
    await expect.poll(async () => (await users(token)).status).toBe(200);
  });

  it('counts no request without a valid token', async () => {
    const { headers } = await users(`${token}A`);
    expect(headers.get('ratelimit')).toBeNull();
    expect(headers.get('ratelimit-policy')).toBeNull();
  });
});

describe('requests of one client in flight', () => {
  let holder: Client;
  const customers = async (by: string) => users(by, '/api/customers');

  beforeEach(async () => {
    holder = new Client(applications.database.url);
    await holder.connect();
    // A lock on this table holds up no look-up of a client.
    await holder.query('BEGIN; LOCK TABLE customers');
  });
  afterEach(async () => holder.end());

  const waiting = async (count: number) => untilWaiting(holder, applications.database, count);

  it('are limited in number', async () => {
    const running = [customers(token), customers(token)];
    await waiting(2);
    const refused = await customers(token);
    expect(refused.status).toBe(429);
    expect(refused.body.errors[0].detail).toBe(
      'this client has sent too many requests (2 at a time); try again after 1 s',
    );
    expect(limitsOf(refused)).toEqual({
      policy: POLICY,
      used: '"in-flight";r=0;t=1',
      retryAfter: '1',
    });
    const others = customers(other);
    await waiting(3);
    await holder.query('ROLLBACK');
    expect((await Promise.all([...running, others])).map(({ status }) => status)).toEqual([
      200, 200, 200,
    ]);
    await expect.poll(async () => (await customers(token)).status).toBe(200);
  });

  it('free their place when the client disconnects and when they fail', async () => {
    const gone = new AbortController();
    const url = `${applications.backoffice.url}/api/customers`;
    const headers = { Authorization: `Bearer ${token}` };
    const abandoned = [1, 2].map(async () =>
      fetch(url, { headers, signal: gone.signal }).catch(() => null),
    );
    await waiting(2);
    expect((await users(token, '/api/users/0')).status).toBe(429);
    gone.abort();
    await Promise.all(abandoned);
    await expect.poll(async () => (await users(token, '/api/users/x')).status).toBe(404);
    await holder.query('ROLLBACK');
    for (let n = 0; n < 3; n += 1) expect((await users(token, '/api/roles')).status).toBe(403);
    expect((await customers(token)).status).toBe(200);
  });
});

describe('the OAuth endpoints and the limits of a client', () => {
  it.each([
    [
      'as JSON, served directly',
      async () => tokenRequest(applications.backoffice, credentials(client)),
    ],
    [
      'with an Origin, served by the framework',
      async () =>
        tokenRequest(applications.backoffice, credentials(client), { Origin: 'https://a.example' }),
    ],
  ])('issue a limited number of tokens per minute, %s', async (_, ask) => {
    // An earlier request took the first token.
    const answers = [];
    for (let n = 0; n < 6; n += 1) answers.push(await ask());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(limitsOf(answers[0]!)).toEqual({
      policy: '"tokens";q=6;w=60',
      used: matching(`"tokens";r=4;t=${about(20)}`),
      retryAfter: null,
    });
    const refused = answers.at(-1)!;
    expect(refused.body).toEqual({
      error: 'too_many_requests',
      error_description: matching(
        `this client has sent too many requests \\(6 tokens a minute\\); try again after ${about(10)} s`,
      ),
    });
    expect(limitsOf(refused)).toEqual({
      policy: '"tokens";q=6;w=60',
      used: matching(`"tokens";r=0;t=${about(10)}`),
      retryAfter: matching(about(10)),
    });
  });

  it('count no token request with a wrong secret', async () => {
    const wrong = { ...credentials(client), client_secret: 'wrong' };
    for (let n = 0; n < 8; n += 1) {
      const answer = await tokenRequest(applications.backoffice, wrong);
      expect({ status: answer.status, ...limitsOf(answer) }).toEqual({
        status: 401,
        policy: null,
        used: null,
        retryAfter: null,
      });
    }
    expect((await tokenRequest(applications.backoffice, credentials(client))).status).toBe(200);
  });

  it.each([
    ['/oauth2-token/revoke', 'revocations', 2, 30],
    ['/oauth2-token/introspect', 'introspections', 3, 20],
  ])('%s accepts a limited number of %s per minute', async (path, name, quota, wait) => {
    const answers = [];
    for (let n = 0; n <= quota; n += 1) answers.push(await form(path, { token: 'x' }));
    expect(answers.slice(0, quota).map(({ status }) => status)).toEqual(
      Array.from({ length: quota }, () => 200),
    );
    expect(limitsOf(answers[0]!)).toEqual({
      policy: `"${name}";q=${quota};w=60`,
      used: matching(`"${name}";r=${quota - 1};t=${about(wait)}`),
      retryAfter: null,
    });
    const refused = answers.at(-1)!;
    expect({ status: refused.status, body: refused.body, ...limitsOf(refused) }).toEqual({
      status: 429,
      body: {
        error: 'too_many_requests',
        error_description: matching(
          `this client has sent too many requests \\(${quota} ${name} a minute\\); try again after ${about(wait)} s`,
        ),
      },
      policy: `"${name}";q=${quota};w=60`,
      used: matching(`"${name}";r=0;t=${about(wait)}`),
      retryAfter: matching(about(wait)),
    });
  });

  it.each([
    ['/oauth2-token', { grant_type: 'client_credentials' }, LIMITS.tokensPerMinute],
    ['/oauth2-token/revoke', { token: 'x' }, LIMITS.revocationsPerMinute],
    ['/oauth2-token/introspect', { token: 'x' }, LIMITS.introspectionsPerMinute],
  ])('%s uses up no client assertion beyond the quota', async (path, parameters, quota) => {
    const { backoffice, database } = applications;
    const key = makeClientKey();
    const jwks = { keys: [key.jwk] };
    const { clientId } = await backoffice.createClient('tokens:introspect', { jwks });
    const rowsBefore = await database.query('SELECT FROM used_proofs');
    const statuses: number[] = [];
    for (let n = 0; n < quota + 3; n += 1) {
      const assertion = signAssertion({ issuer: backoffice.url, clientId, key });
      const body = new URLSearchParams({ ...parameters, ...assertionParameters(assertion) });
      const { status } = await request(`${backoffice.url}${path}`, { method: 'POST', body });
      statuses.push(status);
    }
    expect(statuses).toEqual([...Array<number>(quota).fill(200), 429, 429, 429]);
    const rows = await database.query('SELECT FROM used_proofs');
    expect(rows.length - rowsBefore.length).toBe(quota);
  });

  it('count token requests with a grant type that the client may not use', async () => {
    const { backoffice } = applications;
    const { clientId, clientSecret } = await backoffice.createClient('users:read');
    const statuses: number[] = [];
    for (let n = 0; n <= LIMITS.tokensPerMinute; n += 1) {
      const body = new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: clientId,
        client_secret: clientSecret,
      });
      const { status } = await request(`${backoffice.url}/oauth2-token`, { method: 'POST', body });
      statuses.push(status);
    }
    expect(statuses).toEqual([...Array<number>(LIMITS.tokensPerMinute).fill(400), 429]);
  });

  it('count rejected requests in the metrics', async () => {
    const url = `http://127.0.0.1:${applications.backoffice.managementPort}/metrics`;
    const { body } = await request(url);
    for (const limit of ['requests', 'in-flight', 'tokens', 'revocations', 'introspections']) {
      expect(body).toMatch(
        new RegExp(`^latchkey_client_limit_refusals_total\\{limit="${limit}"\\} [1-9]`, 'm'),
      );
    }
  });
});

describe('the limits of one client', () => {
  it('override the configuration at once, and other clients keep the configured limits', async () => {
    await setLimits({ requestsPerSecond: 3, requestsInFlight: 0, tokensPerMinute: 0 });
    await expect
      .poll(async () => limitsOf(await users(token)))
      .toMatchObject({ policy: '"requests";q=3;w=1' });
    expect(limitsOf(await users(other)).policy).toBe(POLICY);
    const ask = async () => tokenRequest(applications.backoffice, credentials(client));
    for (let n = 0; n < 8; n += 1) {
      const answer = await ask();
      expect({ status: answer.status, ...limitsOf(answer) }).toEqual({
        status: 200,
        policy: null,
        used: null,
        retryAfter: null,
      });
    }
    const limits = { requestsPerSecond: 0, requestsInFlight: 1, revocationsPerMinute: 1 };
    await setLimits(limits);
    await expect
      .poll(async () => limitsOf(await users(token)))
      .toEqual({
        policy: '"in-flight";q=1;qu="concurrent-requests"',
        used: null,
        retryAfter: null,
      });
    const revocations = [1, 2].map(async () => form('/oauth2-token/revoke', { token: 'x' }));
    const statuses = (await Promise.all(revocations)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    await setLimits(null);
    await expect.poll(async () => limitsOf(await users(token))).toMatchObject({ policy: POLICY });
  });

  async function setLimits(limits: object | null): Promise<void> {
    const admin = await applications.backoffice.createClient('clients:write clients:admin');
    const by = await accessToken(applications.backoffice, { client: admin });
    const { clientId: id } = client;
    const document = { data: { type: 'oauth-clients', id, attributes: { limits } } };
    const path = `/api/oauth-clients/${id}`;
    const { status } = await api(applications.backoffice, by, path, { method: 'PATCH', document });
    expect(status).toBe(204);
  }
});
