import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeClientSecret } from '#oauth';
import {
  startSide,
  type TestApplication,
  type TestSide,
  type TestClient,
} from '../support/applications.js';
import { makeClientKey, signAssertion, withAssertion } from '../support/client-keys.js';
import {
  apiProof,
  boundToken,
  dpopKey,
  dpopRequest,
  dpopTokenRequest,
  tokenProof,
} from '../support/dpop.js';
import { accessToken, type Answer, api, credentials, request } from '../support/requests.js';
import { untilWaiting } from '../support/waiting-statements.js';

const POOL_SIZE = 2;
const PER_NETWORK = 60;

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;
let token: string;
let keyHolder: TestClient;

const key = makeClientKey();
const forger = makeClientKey();

beforeAll(async () => {
  applications = await startSide('backoffice', (config) => {
    config.database.poolSize = POOL_SIZE;
    config.http.trustedProxies = ['127.0.0.1'];
    Object.assign(config.clients.failedAttempts, {
      perClient: 10_000,
      perNetwork: PER_NETWORK,
      answerAfter: 0,
    });
  });
  backoffice = applications.backoffice;
  token = await accessToken(backoffice);
  keyHolder = await backoffice.createClient('users:read', { jwks: { keys: [key.jwk] } });
});
afterAll(async () => applications.stop());

let networks = 0;
let stranger: string;

/** Each test sends from a network of its own. */
beforeEach(() => {
  stranger = `203.0.${++networks}.1`;
});

async function post(path: string, body: object, address = stranger): Promise<Answer> {
  return request(`${backoffice.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
    body: JSON.stringify(body),
  });
}

/** Generates a well-formed secret that no client has. */
const unknown = () => makeClientSecret('backoffice');
const wrong = () => ({ ...credentials(backoffice.client), client_secret: unknown(), token: 'x' });

const madeUp = () => ({ client_secret: unknown() });

/** Builds an assertion that is valid except for its signature. */
function forged(): object {
  const header = { kid: key.kid };
  const { clientId } = keyHolder;
  return withAssertion(signAssertion({ issuer: backoffice.url, clientId, key: forger, header }));
}

const FLOODS: [string, string, () => object][] = [
  ['secrets', '/oauth2-token', wrong],
  ['secrets', '/oauth2-token/revoke', wrong],
  ['secrets', '/oauth2-token/introspect', wrong],
  ['secrets', '/oauth2-token/self-revoke', madeUp],
  ['assertions', '/oauth2-token', forged],
];

/** Collects the texts of the SQL statements that the work sends; a prepared one is an object. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(Client.prototype, 'query');
  await work();
  const calls = query.mock.calls as unknown as [string | { text: string }][];
  query.mockRestore();
  return calls.map(([first]) => (typeof first === 'string' ? first : first.text));
}

describe.each(FLOODS)('a flood of wrong %s at %s from one network', (_, path, body) => {
  it('leaves pool connections to others, however long each attempt takes', async () => {
    const slow = new Client(applications.database.url);
    await slow.connect();
    // Requests that count an attempt wait for this lock; reads go on.
    await slow.query('BEGIN; LOCK TABLE failed_attempts IN EXCLUSIVE MODE');
    const flood = Array.from({ length: 10 * POOL_SIZE }, async () => post(path, body()));
    await untilWaiting(slow, applications.database);

    expect((await api(backoffice, token, '/api/users')).status).toBe(200);
    expect(await accessToken(backoffice)).not.toBe(token);
    const client = await backoffice.createClient('users:read');
    expect(await accessToken(backoffice, { client })).not.toBe('');

    await slow.query('ROLLBACK');
    await slow.end();
    const statuses = new Set((await Promise.all(flood)).map(({ status }) => status));
    expect([...statuses]).toEqual([401]);
  });

  it('gets 429 past the limit, and further attempts are not counted', async () => {
    const all = Array.from({ length: PER_NETWORK + 1 }, async () => post(path, body()));
    const statuses = (await Promise.all(all)).map(({ status }) => String(status));
    const expected = [...Array<string>(PER_NETWORK).fill('401'), '429'];
    expect(statuses.toSorted((a, b) => a.localeCompare(b))).toEqual(expected);

    let answer!: Answer;
    const statements = await statementsOf(async () => (answer = await post(path, body())));
    expect({ status: answer.status, wait: answer.headers.get('Retry-After') }).toEqual({
      status: 429,
      wait: expect.stringMatching(/^\d+$/),
    });
    expect(statements.filter((text) => /failed_attempts|used_proofs/.test(text))).toEqual([]);
    expect((await post('/oauth2-token', credentials(backoffice.client), '127.0.0.1')).status).toBe(
      200,
    );
  });
});

describe('a flood of wrong secrets from many networks', () => {
  it('is counted in few statements, each attempt for its network and client', async () => {
    const addresses = Array.from({ length: 120 }, (_, at) => `198.51.${at % 40}.1`);
    const statements = await statementsOf(async () => {
      const answers = addresses.map(async (address) => post('/oauth2-token', wrong(), address));
      const statuses = new Set((await Promise.all(answers)).map(({ status }) => status));
      expect([...statuses]).toEqual([401]);
    });
    const counts = statements.filter((text) => /INSERT INTO "?failed_attempts/.test(text));
    expect(counts.length).toBeGreaterThan(0);
    expect(counts.length).toBeLessThan(40);
    const counters = await applications.database.query(
      `SELECT DISTINCT points, count(*)::integer FROM failed_attempts WHERE key LIKE '%198.51.%'
       GROUP BY points`,
    );
    expect(counters).toEqual([{ points: 3, count: 80 }]);
  });
});

describe('POST /oauth2-token/self-revoke with unknown secrets', () => {
  const path = '/oauth2-token/self-revoke';

  it('looks secrets up in batches, without a transaction', async () => {
    const flood = PER_NETWORK - 10;
    const statements = await statementsOf(async () =>
      Promise.all(Array.from({ length: flood }, async () => post(path, madeUp()))),
    );
    // Some statements are from background writes of both applications.
    const begun = statements.filter((text) => text.includes('TRANSACTION'));
    expect(begun.length).toBeLessThan(flood / 5);
    const lookups = statements.filter((text) => text.includes('oauth_client_secrets JOIN'));
    expect(lookups.length).toBeGreaterThan(0);
    expect(lookups.length).toBeLessThan(flood / 2);
  });

  it('reads nothing from the database past the limit, and ends no secret from that network', async () => {
    const { clientId, clientSecret } = await backoffice.createClient();
    const over = Array.from({ length: PER_NETWORK + 1 }, async () => post(path, madeUp()));
    await Promise.all(over);
    const statements = await statementsOf(async () => {
      for (const secret of [unknown(), clientSecret]) {
        expect((await post(path, { client_secret: secret })).status).toBe(429);
      }
    });
    expect(statements.filter((text) => text.includes('oauth_client_secrets JOIN'))).toEqual([]);
    expect(await accessToken(backoffice, { client: { clientId, clientSecret } })).not.toBe('');

    expect((await post(path, { client_secret: clientSecret }, '127.0.0.1')).status).toBe(200);
    const body = credentials({ clientId, clientSecret });
    await expect
      .poll(async () => (await post('/oauth2-token', body, '127.0.0.1')).status)
      .toBe(401);
  });
});

describe('POST /oauth2-token/self-revoke with a secret of a client', () => {
  const path = '/oauth2-token/self-revoke';
  const POSTS = 10 * POOL_SIZE;

  it('needs no transaction and no lock when the secret has ended', async () => {
    const { clientId, clientSecret } = await backoffice.createClient();
    const ended = { client_secret: clientSecret };
    expect((await post(path, ended)).status).toBe(200);
    const slow = await lockClient(clientId);
    const statements = await statementsOf(async () => {
      const answers = await Promise.all(
        Array.from({ length: POSTS }, async () => post(path, ended)),
      );
      const expected = { status: 200, body: { revoked: true } };
      expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(
        Array.from({ length: POSTS }, () => expected),
      );
    });
    await slow.end();
    const lookups = statements.filter((text) => text.includes('oauth_client_secrets'));
    expect(lookups.length).toBeLessThan(POSTS / 2);
  });

  it('leaves pool connections to other clients while ending the secret takes long', async () => {
    const { clientId, clientSecret } = await backoffice.createClient();
    const slow = await lockClient(clientId);
    const all = Array.from({ length: POSTS }, async () =>
      post(path, { client_secret: clientSecret }),
    );
    await untilWaiting(slow, applications.database);

    expect((await api(backoffice, token, '/api/users')).status).toBe(200);
    const client = await backoffice.createClient('users:read');
    expect(await accessToken(backoffice, { client })).not.toBe('');

    await slow.end();
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses).toEqual(Array(POSTS).fill(200));
  });
});

/** Opens a transaction that locks the row of the client until the connection ends. */
async function lockClient(clientId: string): Promise<Client> {
  const locking = new Client(applications.database.url);
  await locking.connect();
  await locking.query('BEGIN');
  await locking.query('SELECT 1 FROM oauth_clients WHERE client_id = $1 FOR UPDATE', [clientId]);
  return locking;
}

describe('a DPoP proof', () => {
  it('is not stored as used for a caller without a valid secret or without the key of the token', async () => {
    const [own, other] = [dpopKey(), dpopKey()];
    const { clientId } = backoffice.client;
    const nobody = { clientId, clientSecret: unknown() };
    const bound = await boundToken(backoffice, own);
    const statuses: number[] = [];
    const statements = await statementsOf(async () => {
      for (let time = 0; time < 3; time++) {
        const proof = tokenProof(backoffice, other);
        statuses.push((await dpopTokenRequest(backoffice, nobody, proof)).status);
        const stolen = apiProof(backoffice, other, bound);
        statuses.push((await dpopRequest(backoffice, bound, stolen)).status);
      }
    });
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401]);
    expect(statements.filter((text) => text.includes('used_proofs'))).toEqual([]);
    const proof = apiProof(backoffice, own, bound);
    expect((await dpopRequest(backoffice, bound, proof)).status).toBe(200);
  });
});
