import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '#config';
import { AuthenticationFailureAudit } from '../../libs/oauth/src/client-authentication/authentication-failure-audit.js';
import { ClientKeySets } from '../../libs/oauth/src/client-authentication/client-key-sets.js';
import { startSide, type TestApplication, type TestSide } from '../support/applications.js';
import {
  type ClientKey,
  makeClientKey,
  signAssertion,
  withAssertion,
} from '../support/client-keys.js';
import { keySet, type KeySetServer, startKeySetServer } from '../support/key-set-server.js';
import { credentials, tokenRequest } from '../support/requests.js';

/** Failures of one client that get a 401; further ones get a 429. */
const PER_CLIENT = 500;

/** Seconds. */
const COOLDOWN = 2;
const LIFETIME = 3;
const GRACE = 3;

/** Sets. */
const CACHE_SIZE = 50;

const LIMITS: Partial<Config['clients']['jwksUri']> = {
  allowHttp: true,
  privateNetworks: ['127.0.0.1', '::1'],
  timeout: 1,
  maxSize: 4096,
  lifetime: LIFETIME,
  cooldown: COOLDOWN,
  grace: GRACE,
  cacheSize: CACHE_SIZE,
};

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;
let server: KeySetServer;

beforeAll(async () => {
  server = await startKeySetServer();
  applications = await startSide('backoffice', (config) => {
    Object.assign(config.clients.jwksUri, LIMITS);
    config.clients.failedAttempts.perClient = PER_CLIENT;
  });
  backoffice = applications.backoffice;
});
afterAll(async () => {
  await applications.stop();
  await server.stop();
});
beforeEach(async () => {
  // Starts a new minute, so that failures of each test have events of their own.
  await backoffice.app.get(AuthenticationFailureAudit).endMinute();
  server.fetches = 0;
  server.answer = keySet([]);
});

/** Returns a new address, so that nothing is cached for it. */
const address = () => `http://127.0.0.1:${server.port}/${randomUUID()}`;

async function clientAt(jwksUri: string, application = backoffice): Promise<string> {
  return (await application.createClient('users:read', { jwksUri })).clientId;
}

async function ask(clientId: string, key: ClientKey, header: object = {}, at = backoffice) {
  const assertion = signAssertion({ issuer: at.url, clientId, key, header: { ...header } });
  return tokenRequest(at, withAssertion(assertion));
}

const status = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).status;

/**
 * Waits for the audited reason of a client's last failure: up to a second, longer on a busy
 * machine.
 */
async function reasonFor(clientId: string): Promise<string> {
  for (let time = 0; time < 150; time += 1) {
    const [row] = await applications.database.query(
      `SELECT reason FROM audit_events WHERE subject_id = $1 AND reason IS NOT NULL
       ORDER BY id DESC LIMIT 1`,
      [clientId],
    );
    if (row) return row.reason as string;
    await pause(100);
  }
  throw new Error('no reason is recorded');
}

describe('keys at the jwks_uri of a client', () => {
  it('are fetched once and then read from the cache', async () => {
    const key = makeClientKey();
    server.answer = keySet([key.jwk]);
    const clientId = await clientAt(address());
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => status(clientId, key)),
    );
    expect(answers).toEqual(Array(20).fill(200));
    expect(server.fetches).toBe(1);
  });

  it('may be among keys for other purposes (RFC 7517 §5)', async () => {
    const key = makeClientKey();
    server.answer = keySet([
      { kty: 'XYZ' },
      { ...makeClientKey('RS256').jwk, use: 'enc' },
      key.jwk,
    ]);
    expect(await status(await clientAt(address()), key)).toBe(200);
  });

  it('are fetched again for an unknown kid', async () => {
    const [old, fresh] = [makeClientKey(), makeClientKey()];
    server.answer = keySet([old.jwk]);
    const clientId = await clientAt(address());
    expect(await status(clientId, old)).toBe(200);
    server.answer = keySet([old.jwk, fresh.jwk]);
    expect(await status(clientId, fresh)).toBe(401); // within the cooldown
    await pause(COOLDOWN * 1000 + 50);
    expect(await status(clientId, fresh)).toBe(200);
    expect(await status(clientId, old)).toBe(200);
    expect(server.fetches).toBe(2);
  });

  it('are rejected once they are no longer published (GHSA-675f-rq2r-jw82)', async () => {
    const [old, fresh] = [makeClientKey(), makeClientKey()];
    server.answer = keySet([old.jwk]);
    const clientId = await clientAt(address());
    expect(await status(clientId, old)).toBe(200);
    server.answer = keySet([fresh.jwk]);
    await pause(LIFETIME * 1000 + 50);
    expect(await status(clientId, old)).toBe(401);
    expect(await status(clientId, fresh)).toBe(200);
  });

  it('are fetched sooner when the Cache-Control of the answer says so (RFC 9111 §5.2.2)', async () => {
    const [old, fresh] = [makeClientKey(), makeClientKey()];
    server.answer = keySet([old.jwk], { 'Cache-Control': 'public, max-age=0' });
    const clientId = await clientAt(address());
    expect(await status(clientId, old)).toBe(200);
    server.answer = keySet([fresh.jwk]);
    await pause(COOLDOWN * 1000 + 50);
    expect(await status(clientId, old)).toBe(401);
  });

  it('stay valid for a grace period when they cannot be fetched, and then expire', async () => {
    const key = makeClientKey();
    server.answer = keySet([key.jwk]);
    const clientId = await clientAt(address());
    expect(await status(clientId, key)).toBe(200);
    server.answer = (response) => response.writeHead(503).end();
    await pause(LIFETIME * 1000 + 50);
    expect(await status(clientId, key)).toBe(200);
    await pause(GRACE * 1000);
    expect(await status(clientId, key)).toBe(401);
    expect(await reasonFor(clientId)).toBe('key_set_unavailable: it answers 503');
    server.answer = keySet([key.jwk]);
    await pause(COOLDOWN * 1000 + 50);
    expect(await status(clientId, key)).toBe(200);
  });

  it('without alg verify only the algorithm of their type (CVE-2020-15084, CVE-2026-22817)', async () => {
    const key = makeClientKey();
    server.answer = keySet([key.jwk]);
    const clientId = await clientAt(address());
    for (const alg of ['none', 'HS256', 'RS256', 'EdDSA']) {
      expect(await status(clientId, key, { alg })).toBe(401);
    }
    expect(await status(clientId, key)).toBe(200);
  });
});

describe('a flood of assertions with unknown keys', () => {
  it('causes a few fetches, and the client keeps working (jwks-rsa-java#173)', async () => {
    const [key, otherKey] = [makeClientKey(), makeClientKey()];
    server.answer = keySet([key.jwk]);
    const clientId = await clientAt(address());
    expect(await status(clientId, key)).toBe(200);
    server.fetches = 0;
    const start = performance.now();
    let refused = 0;
    let accepted = 0;
    for (let batch = 0; batch < 10; batch += 1) {
      const flood = Array.from({ length: 100 }, async () =>
        status(clientId, otherKey, { kid: randomUUID() }),
      );
      if ((await status(clientId, key)) === 200) accepted += 1;
      refused += (await Promise.all(flood)).filter((each) => each === 401 || each === 429).length;
    }
    const seconds = (performance.now() - start) / 1000;
    expect({ refused, accepted }).toEqual({ refused: 1000, accepted: 10 });
    expect(server.fetches).toBeLessThanOrEqual(seconds / COOLDOWN + 1);
  });

  it('of ten thousand at once causes one fetch', async () => {
    const key = makeClientKey();
    server.answer = keySet([key.jwk]);
    const uri = address();
    const keySets = backoffice.app.get(ClientKeySets);
    await keySets.find(uri);
    await pause(COOLDOWN * 1000 + 50);
    const known = await Promise.all(Array.from({ length: 10_000 }, async () => keySets.renew(uri)));
    expect(server.fetches).toBe(2); // the first fetch, and one for the whole flood
    expect(new Set(known.map(({ keys }) => keys.length))).toEqual(new Set([1]));
  });

  it('at a slow address causes one fetch, too', async () => {
    const pending: ServerResponse[] = [];
    server.answer = (response) => void pending.push(response);
    const clientId = await clientAt(address());
    const stranger = makeClientKey();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => status(clientId, stranger)),
    );
    expect(answers).toEqual(Array(50).fill(401));
    expect(server.fetches).toBe(1);
    expect(await reasonFor(clientId)).toBe('key_set_unavailable: it took longer than 1 seconds');
  });
});

describe('slow jwks_uri addresses', () => {
  it('keep at most twenty fetches busy; cached keys keep working, and later all addresses do', async () => {
    const key = makeClientKey();
    server.answer = keySet([key.jwk]);
    const clientId = await clientAt(address());
    expect(await status(clientId, key)).toBe(200);
    server.fetches = 0;
    server.answer = () => {};
    const keySets = backoffice.app.get(ClientKeySets);
    const slow = Array.from({ length: 20 }, async () => keySets.find(address()));
    const late = address();
    expect(await keySets.find(late)).toEqual({
      keys: [],
      problem: 'too many key sets are being fetched',
    });
    expect(await status(clientId, key)).toBe(200);
    const problems = new Set((await Promise.all(slow)).map(({ problem }) => problem));
    expect(problems).toEqual(new Set(['it took longer than 1 seconds']));
    expect(server.fetches).toBe(20);
    server.answer = keySet([key.jwk]);
    expect(await keySets.find(late)).toMatchObject({ keys: [{ kid: key.kid }], problem: null });
  });
});

describe('cached key sets of clients', () => {
  it('are at most as many as the cache size, and the least recently used is evicted first', async () => {
    server.answer = keySet([makeClientKey().jwk]);
    const keySets = backoffice.app.get(ClientKeySets);
    const [used, unused] = [address(), address()];
    await keySets.find(used);
    await keySets.find(unused);
    for (let more = 1; more < CACHE_SIZE; more += 1) {
      await keySets.find(used);
      await keySets.find(address());
    }
    server.fetches = 0;
    await keySets.find(used);
    expect(server.fetches).toBe(0);
    await keySets.find(unused);
    expect(server.fetches).toBe(1);
  });
});

describe('the answer of a jwks_uri is rejected and the reason audited when it', () => {
  const JSON_TYPE = { 'Content-Type': 'application/json' };
  const { jwk, ...key } = makeClientKey();
  const body = JSON.stringify({ keys: [jwk] });

  it.each<[string, KeySetServer['answer'], string]>([
    [
      'is a redirect, also to itself',
      (response, { url }) => {
        if (url!.endsWith('?')) response.writeHead(200, JSON_TYPE).end(body);
        else response.writeHead(302, { Location: `${url}?` }).end();
      },
      'it answers 302',
    ],
    ['is an error', (response) => response.writeHead(404, JSON_TYPE).end(body), 'it answers 404'],
    [
      'is of another type',
      (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(body),
      'its Content-Type is not application/jwk-set+json',
    ],
    [
      'is too large',
      (response) => response.writeHead(200, JSON_TYPE).end(body.padEnd(5000)),
      'it is larger than 4096 bytes',
    ],
    [
      'never ends',
      (response) => {
        response.writeHead(200, JSON_TYPE);
        const timer = setInterval(() => response.write(' '.repeat(1000)), 5);
        response.on('close', () => clearInterval(timer));
      },
      'it is larger than 4096 bytes',
    ],
    [
      'comes too slowly',
      (response) => {
        response.writeHead(200, JSON_TYPE);
        const timer = setInterval(() => response.write(' '), 100);
        response.on('close', () => clearInterval(timer));
      },
      'it took longer than 1 seconds',
    ],
    ['is no JSON', (response) => response.writeHead(200, JSON_TYPE).end('{'), 'it is not JSON'],
    [
      'is no key set',
      (response) => response.writeHead(200, JSON_TYPE).end(JSON.stringify(jwk)),
      'a JWK Set is an object with a list of keys',
    ],
    [
      'has too many keys',
      keySet(Array.from({ length: 21 }, () => ({ kty: 'XYZ' }))),
      'it has more than 20 keys',
    ],
    ['breaks off', (response) => response.socket!.destroy(), 'socket hang up'],
    [
      'is a change to another protocol',
      (response) =>
        response.writeHead(101, { Connection: 'Upgrade', Upgrade: 'websocket' }).flushHeaders(),
      'it breaks off without an answer',
    ],
  ])('%s', async (_, answer, reason) => {
    server.answer = answer;
    const clientId = await clientAt(address());
    expect(await ask(clientId, { ...key, jwk })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client', error_description: 'client authentication failed' },
    });
    expect(await reasonFor(clientId)).toBe(`key_set_unavailable: ${reason}`);
  });

  it('has a private key, which verifies nothing and is not repeated', async () => {
    const secret = key.privateKey.export({ format: 'jwk' });
    server.answer = keySet([{ ...secret, kid: key.kid }]);
    const clientId = await clientAt(address());
    expect(await status(clientId, { ...key, jwk })).toBe(401);
    const reason = await reasonFor(clientId);
    expect(reason).toMatch(/^key_set_unavailable: keys\[0\]: a private key/);
    expect(reason).not.toContain(secret.d);
  });
});

describe('a jwks_uri that is not public', () => {
  let guarded: TestSide<'backoffice'>;
  const key = makeClientKey();

  beforeAll(async () => {
    guarded = await startSide('backoffice', (config) => {
      Object.assign(config.clients.jwksUri, { ...LIMITS, privateNetworks: [] });
    });
  });
  afterAll(async () => guarded.stop());

  it.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://0x7f000001',
    'http://2130706433',
    'http://0.0.0.0',
    'http://[::1]',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://[64:ff9b::127.0.0.1]',
    'http://localhost',
    'http://10.0.0.1',
    'http://169.254.169.254',
    'http://100.64.0.1',
    'http://192.168.1.1',
    'http://[fd00::1]',
    'http://[fe80::1]',
  ])('is not requested unless configured: %s', async (origin) => {
    server.answer = keySet([key.jwk]);
    const clientId = await clientAt(`${origin}:${server.port}/jwks.json`, guarded.backoffice);
    expect(await status(clientId, key, {}, guarded.backoffice)).toBe(401);
    expect(server.fetches).toBe(0);
    await expect
      .poll(
        async () => {
          const [row] = await guarded.database.query(
            'SELECT reason FROM audit_events WHERE subject_id = $1 AND reason IS NOT NULL',
            [clientId],
          );
          return row?.reason;
        },
        { timeout: 3000 },
      )
      .toMatch(/^key_set_unavailable: \S+ is no public address/);
  });

  it('is requested by name and over IPv6 when its network is configured', async () => {
    server.answer = keySet([key.jwk]);
    for (const host of ['localhost', '[::ffff:127.0.0.1]', '127.0.0.1']) {
      const clientId = await clientAt(`http://${host}:${server.port}/${randomUUID()}`);
      expect(await status(clientId, key)).toBe(200);
    }
  });
});

describe('by default, a client with a jwks_uri over http', () => {
  it('has its keys ignored, and its secrets work', async () => {
    const strict = await startSide('backoffice');
    try {
      const key = makeClientKey();
      const jwksUri = address();
      const client = await strict.backoffice.createClient('users:read', { jwksUri });
      expect(await status(client.clientId, key, {}, strict.backoffice)).toBe(401);
      expect(server.fetches).toBe(0);
      expect((await tokenRequest(strict.backoffice, credentials(client))).status).toBe(200);
    } finally {
      await strict.stop();
    }
  });
});
