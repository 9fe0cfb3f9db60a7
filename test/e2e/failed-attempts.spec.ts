import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClientSecret } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { makeClientKey, signAssertion, withAssertion } from '../support/client-keys.js';
import { dpopKey, tokenProof } from '../support/dpop.js';
import { type Answer, credentials, request, tokenRequest } from '../support/requests.js';
import { untilWaiting } from '../support/waiting-statements.js';

const LIMITS = { perClient: 3, perNetwork: 12, window: 600, recorded: 20 };

/** Database connections that one client may use. */
const TURNS = 3;

/** Addresses of one /24 network, then one elsewhere; a trusted proxy forwards them. */
const HOME = '192.0.2.10';
const OTHER_ADDRESS = '192.0.2.99';
const ELSEWHERE = '198.51.100.10';

let applications: TestApplications;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startApplications((config) => {
    Object.assign(config.clients.failedAttempts, LIMITS);
    config.http.trustedProxies = ['127.0.0.1'];
    Object.assign(config.database.limits, {
      keptForOthers: config.database.poolSize - TURNS,
      connectionTimeout: 2,
    });
  });
  backoffice = applications.backoffice;
});
afterAll(async () => applications.stop());

async function ask(client: TestClient, address: string): Promise<Answer> {
  return tokenRequest(backoffice, credentials(client), { 'X-Forwarded-For': address });
}

function wrong(client: TestClient): TestClient {
  return { ...client, clientSecret: makeClientSecret('backoffice') };
}

async function fail(times: number, client: TestClient, address: string): Promise<number[]> {
  const answers: number[] = [];
  for (let time = 0; time < times; time++) answers.push((await ask(client, address)).status);
  return answers;
}

/** Reads the counters, and how often each row was written. */
async function counters() {
  return applications.database.query(
    'SELECT key, points, xmin::text FROM failed_attempts ORDER BY key',
  );
}

/** Counts the networks handed out to tests; each call returns an address in a new one. */
let networks = 0;
const someNetwork = () => `10.${++networks}.0.1`;

describe('failed authentication attempts', () => {
  it('are answered with 429 and Retry-After past the limit, for every cause of the failure', async () => {
    const address = someNetwork();
    const client = await backoffice.createClient();
    expect(await fail(3, wrong(client), address)).toEqual([401, 401, 401]);
    const answer = await ask(wrong(client), address);
    expect(answer.status).toBe(429);
    expect(answer.body).toEqual({
      error: 'too_many_requests',
      error_description: 'too many failed attempts: try again later',
      request_id: answer.headers.get('x-request-id'),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(LIMITS.window - 30);
    expect(seconds).toBeLessThanOrEqual(LIMITS.window);
  });

  it('by others do not lock out a client that comes from another network', async () => {
    const client = await backoffice.createClient();
    expect((await fail(5, wrong(client), ELSEWHERE)).at(-1)).toBe(429);
    expect((await ask(client, HOME)).status).toBe(200);
    expect((await ask(wrong(client), HOME)).status).toBe(401);
  });

  it('do not block a correct secret from a network that has used it before', async () => {
    const [address, client] = [someNetwork(), await backoffice.createClient()];
    expect((await ask(client, address)).status).toBe(200);
    expect((await fail(5, wrong(client), address)).at(-1)).toBe(429);
    expect((await ask(client, address)).status).toBe(200);
    expect((await ask(wrong(client), address)).status).toBe(429);
  });

  it('block a correct secret from a new network, since it may be guessed', async () => {
    const [address, client] = [someNetwork(), await backoffice.createClient()];
    expect((await fail(4, wrong(client), address)).at(-1)).toBe(429);
    const answer = await ask(client, address);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('block it also when the client uses all its database connections', async () => {
    const [home, address, client] = [someNetwork(), someNetwork(), await backoffice.createClient()];
    expect((await fail(4, wrong(client), address)).at(-1)).toBe(429);
    expect((await ask(client, home)).status).toBe(200);
    const holder = new Client(applications.database.url);
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE used_proofs IN SHARE MODE');
    const key = dpopKey();
    const slow = Array.from({ length: TURNS }, async () => {
      const headers = { DPoP: tokenProof(backoffice, key), 'X-Forwarded-For': home };
      return (await tokenRequest(backoffice, credentials(client), headers)).status;
    });
    await untilWaiting(holder, applications.database, TURNS);
    const answer = await ask(client, address);
    await holder.end();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await Promise.all(slow)).toEqual(slow.map(() => 200));
    expect((await ask(client, address)).status).toBe(429);
  });

  it('do not use up an assertion from a network that is new to its client', async () => {
    const [home, address, key] = [someNetwork(), someNetwork(), makeClientKey()];
    const client = await backoffice.createClient('users:read', { jwks: { keys: [key.jwk] } });
    const { clientId } = client;
    expect((await fail(4, wrong(client), address)).at(-1)).toBe(429);
    const assertion = withAssertion(signAssertion({ issuer: backoffice.url, clientId, key }));
    const from = async (network: string) =>
      (await tokenRequest(backoffice, assertion, { 'X-Forwarded-For': network })).status;
    expect(await from(address)).toBe(429);
    expect(await from(home)).toBe(200);
    expect(await from(home)).toBe(401);
  });

  it('are counted by network, not by address', async () => {
    const client = await backoffice.createClient();
    await fail(3, wrong(client), '203.0.113.1');
    expect((await ask(wrong(client), '203.0.113.200')).status).toBe(429);
    await fail(3, wrong(client), '2001:db8:1::1');
    expect((await ask(wrong(client), '2001:db8:1:ffff::1')).status).toBe(429);
    expect((await ask(wrong(client), '2001:db8:2::1')).status).toBe(401);
  });

  it('are counted by the address without the port that a proxy appends', async () => {
    const [client, other] = [await backoffice.createClient(), await backoffice.createClient()];
    await fail(3, wrong(client), '203.0.114.1:54321');
    expect((await ask(wrong(client), '203.0.114.1:61000')).status).toBe(429);
    expect((await ask(wrong(client), '[::ffff:203.0.114.1]:61000')).status).toBe(429);
    await fail(LIMITS.perNetwork, wrong(other), '203.0.114.1:54321');
    expect((await ask(client, '203.0.115.1:54321')).status).toBe(200);
  });

  it('from unreadable addresses lock only the same text, which is never a known network', async () => {
    const client = await backoffice.createClient();
    expect((await ask(client, '_a')).status).toBe(200);
    expect((await fail(4, wrong(client), '_b')).at(-1)).toBe(429);
    expect((await ask(client, '_a')).status).toBe(200);
    expect((await fail(4, wrong(client), '_a')).at(-1)).toBe(429);
    expect((await ask(client, '_a')).status).toBe(429);
    expect((await ask(client, '127.0.0.1')).status).toBe(200);
  });

  it('lock an unreadable address also for a client that was used from there before', async () => {
    const [client, other] = [await backoffice.createClient(), await backoffice.createClient()];
    expect((await ask(client, '_c')).status).toBe(200);
    await fail(LIMITS.perNetwork + 1, wrong(other), '_c');
    expect((await ask(client, '_c')).status).toBe(429);
    expect((await ask(client, '_d')).status).toBe(200);
  });

  it('are counted per network too, so that ids cannot be tried one by one', async () => {
    const address = someNetwork();
    const unknown = () => ({
      clientId: crypto.randomUUID(),
      clientSecret: makeClientSecret('backoffice'),
    });
    const statuses: number[] = [];
    for (let time = 0; time <= LIMITS.perNetwork; time++) {
      statuses.push((await ask(unknown(), address)).status);
    }
    expect(statuses.slice(0, -1).every((status) => status === 401)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    const known = await backoffice.createClient();
    expect((await ask(wrong(known), address)).status).toBe(429);
  });

  it('with malformed client ids count as one id', async () => {
    const address = someNetwork();
    for (const clientId of ['a', 'b', 'x'.repeat(10_000)]) {
      expect((await ask({ clientId, clientSecret: 'x' }, address)).status).toBe(401);
    }
    expect((await ask({ clientId: 'c', clientSecret: 'x' }, address)).status).toBe(429);
    const keys = (await counters()).map(({ key }) => String(key));
    expect(keys.some((key) => key.includes('xxxx'))).toBe(false);
  });

  it('are counted for one window, which begins with the first of them', async () => {
    const [client, address] = [await backoffice.createClient(), someNetwork()];
    const ofNetwork = address.replace(/1$/, '0/24');
    const read = async () =>
      applications.database.query(
        `SELECT points, expire::float8 AS end FROM failed_attempts WHERE key LIKE '%' || $1`,
        [ofNetwork],
      );
    const begun = Date.now();
    expect(await fail(1, wrong(client), address)).toEqual([401]);
    const first = await read();
    const end = first[0]!.end as number;
    expect(end).toBeGreaterThanOrEqual(begun + LIMITS.window * 1000);
    expect(end).toBeLessThanOrEqual(Date.now() + LIMITS.window * 1000);
    expect(first).toEqual(Array.from({ length: 2 }, () => ({ points: 1, end })));

    expect(await fail(1, wrong(client), address)).toEqual([401]);
    expect(await read()).toEqual(first.map((counter) => ({ ...counter, points: 2 })));

    await applications.database.query(
      `UPDATE failed_attempts SET expire = $2 WHERE key LIKE '%' || $1`,
      [ofNetwork, Date.now()],
    );
    const begunAgain = Date.now();
    expect(await fail(1, wrong(client), address)).toEqual([401]);
    for (const counter of await read()) {
      expect(counter).toEqual({ points: 1, end: expect.any(Number) as number });
      expect(counter.end).toBeGreaterThanOrEqual(begunAgain + LIMITS.window * 1000);
    }
  });

  it('are counted for each side separately', async () => {
    const address = someNetwork();
    const client = await backoffice.createClient();
    expect((await fail(4, wrong(client), address)).at(-1)).toBe(429);
    const { status } = await tokenRequest(applications.storefront, credentials(client), {
      'X-Forwarded-For': address,
    });
    expect(status).toBe(401);
  });

  it('are all counted when fifty come at once', async () => {
    const [address, client] = [someNetwork(), await backoffice.createClient()];
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => (await ask(wrong(client), address)).status),
    );
    expect(answers.filter((status) => status === 401)).toHaveLength(3);
    expect(answers.filter((status) => status === 429)).toHaveLength(47);
  });
});

describe('a successful authentication', () => {
  it('changes no counter, and needs no SQL statement when the client is cached', async () => {
    const [address, client] = [someNetwork(), await backoffice.createClient()];
    await ask(client, address);
    const before = await counters();
    const { app } = backoffice;
    const dataSource = app.get<{ query: unknown; driver: { master: { query: unknown } } }>(
      (await import('typeorm')).DataSource,
    );
    const statements: unknown[] = [];
    const { master } = dataSource.driver;
    const original = master.query;
    const originalQuery = dataSource.query;
    const count = (real: unknown) =>
      function (this: unknown, ...parameters: unknown[]) {
        statements.push(parameters[0]);
        return (real as (...all: unknown[]) => unknown).apply(this, parameters);
      };
    master.query = count(original);
    dataSource.query = count(originalQuery);
    try {
      // Other work may run meanwhile: writes of earlier failures, late notifications.
      const ofTen = async () => {
        statements.length = 0;
        for (let time = 0; time < 10; time++) expect((await ask(client, address)).status).toBe(200);
        return statements;
      };
      await expect.poll(ofTen, { timeout: 10_000 }).toEqual([]);
    } finally {
      master.query = original;
      dataSource.query = originalQuery;
    }
    expect(await counters()).toEqual(before);
  });
});

describe('every reason of a failed authentication', () => {
  /**
   * Returns all parts of an answer that must be equal: status, headers and body without the
   * variable parts.
   */
  function look({ status, headers, body }: Answer) {
    const id = headers.get('x-request-id')!;
    const list = [...headers].filter(
      ([name]) => !['date', 'x-request-id', 'retry-after'].includes(name),
    );
    return { status, list, body: JSON.stringify(body).replace(id, 'its id') };
  }

  async function each(): Promise<Record<string, TestClient>> {
    const expired = await backoffice.createClient();
    await applications.database.query(
      'UPDATE oauth_clients SET expires_at = now() WHERE client_id = $1',
      [expired.clientId],
    );
    return {
      'a wrong secret': wrong(await backoffice.createClient()),
      'a disabled client': await backoffice.createClient('users:read', { enabled: false }),
      'an expired client': expired,
      'another network': await backoffice.createClient('users:read', {
        allowedNetworks: ['192.0.2.0/24'],
      }),
      'an unknown client': {
        clientId: crypto.randomUUID(),
        clientSecret: makeClientSecret('backoffice'),
      },
      'no id at all': { clientId: 'nobody', clientSecret: 'nothing' },
      'a client of the other side': applications.storefront.client,
    };
  }

  it('gets the same answer, before the limit and past it', async () => {
    for (const [name, client] of Object.entries(await each())) {
      const address = someNetwork();
      const early = look(await ask(client, address));
      await fail(2, client, address);
      const late = look(await ask(client, address));
      const unknown = { clientId: crypto.randomUUID(), clientSecret: 'x' };
      const other = someNetwork();
      expect({ name, ...early }).toEqual({ name, ...look(await ask(unknown, other)) });
      await fail(2, unknown, other);
      expect({ name, ...late }).toEqual({ name, ...look(await ask(unknown, other)) });
      expect([early.status, late.status]).toEqual([401, 429]);
    }
  });
});

describe('trusted proxies', () => {
  it('set the address of a request; other clients cannot', async () => {
    const { clientId, clientSecret } = await backoffice.createClient('users:read', {
      allowedNetworks: ['192.0.2.0/24'],
    });
    const client = { clientId, clientSecret };
    expect((await ask(client, OTHER_ADDRESS)).status).toBe(200);
    expect((await ask(client, `${OTHER_ADDRESS}, ${ELSEWHERE}`)).status).toBe(401);
    expect((await ask(client, 'nonsense')).status).toBe(401);
    const token = (await ask(client, HOME)).body.access_token;
    const from = async (address: string) =>
      (
        await request(`${backoffice.url}/api/users`, {
          headers: { Authorization: `Bearer ${token}`, 'X-Forwarded-For': address },
        })
      ).status;
    expect(await from(HOME)).toBe(200);
    expect(await from(`${HOME}:54321`)).toBe(200);
    expect(await from(`::ffff:${HOME}`)).toBe(200);
    expect(await from(ELSEWHERE)).toBe(403);
    expect(await from(`${ELSEWHERE}:54321`)).toBe(403);
    expect(await from('_hidden')).toBe(403);
  });

  it('do not lend their own address to a caller whose address is unreadable', async () => {
    const { clientId, clientSecret } = await backoffice.createClient('users:read', {
      allowedNetworks: ['127.0.0.0/8'],
    });
    expect((await ask({ clientId, clientSecret }, '127.0.0.1')).status).toBe(200);
    expect((await ask({ clientId, clientSecret }, '_hidden')).status).toBe(401);
  });
});

describe('a count of failed attempts', () => {
  it.each(['backoffice', 'storefront'] as const)(
    'written by the login of the %s ends within two days',
    async (side) => {
      const login = new Client(applications.database.urlOf(side));
      await login.connect();
      const key = `${side} client:none 203.0.113.0/24`;
      const insert = async (end: string) =>
        login.query(`INSERT INTO failed_attempts VALUES ($1, 10001, ${end})`, [key]).then(
          () => null,
          ({ code }: { code: string }) => code,
        );
      const hours = (count: number) => `(extract(epoch FROM now()) + ${count} * 3600) * 1000`;
      try {
        for (const end of ['9007199254740991', 'NULL', hours(49)]) {
          expect({ end, code: await insert(end) }).toEqual({ end, code: '23514' });
        }
        expect(await insert(hours(47))).toBe(null);
        const later = `UPDATE failed_attempts SET expire = ${hours(49)} WHERE key = $1`;
        await expect(login.query(later, [key])).rejects.toMatchObject({ code: '23514' });
        await login.query('DELETE FROM failed_attempts WHERE key = $1', [key]);
      } finally {
        await login.end();
      }
    },
  );

  it('set by a login to the largest number locks its network, and counting goes on', async () => {
    const [address, other, client] = [
      someNetwork(),
      someNetwork(),
      await backoffice.createClient(),
    ];
    const login = new Client(applications.database.urlOf('backoffice'));
    await login.connect();
    for (const name of ['network:', `client:${client.clientId} `]) {
      await login.query(
        `INSERT INTO failed_attempts
         VALUES ($1, 2147483647, (extract(epoch FROM now()) + 3600) * 1000)`,
        [`backoffice ${name}${address.replace(/1$/, '0/24')}`],
      );
    }
    await login.end();
    const answers = await Promise.all([
      ask(client, address),
      ask(wrong(client), address),
      ask(wrong(client), other),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 401]);
    expect(await fail(3, wrong(client), other)).toEqual([401, 401, 429]);
    expect((await ask(client, HOME)).status).toBe(200);
  });
});
