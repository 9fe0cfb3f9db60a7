import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeClientSecret } from '#oauth';
import {
  startSide,
  type TestApplication,
  type TestSide,
  type TestClient,
  TESTER,
} from '../support/applications.js';
import { makeClientKey, signAssertion, withAssertion } from '../support/client-keys.js';
import { apiProof, dpopKey, dpopRequest, dpopTokenRequest, tokenProof } from '../support/dpop.js';
import { untilNotified } from '../support/notified.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { accessToken, type Answer, api, credentials, tokenRequest } from '../support/requests.js';
import { introspect, revoke } from '../support/revocation.js';
import { decode, resign } from '../support/tokens.js';

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;
let proxy: TcpProxy;
let client: TestClient;
let token: string;

const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();

beforeAll(async () => {
  applications = await startSide('backoffice', async (config) => {
    proxy = await TcpProxy.to(config.backoffice.databaseUrl);
    config.backoffice.databaseUrl = proxy.through(config.backoffice.databaseUrl);
    config.http.trustedProxies = ['127.0.0.1'];
    config.clients.usage.interval = 1;
  });
  backoffice = applications.backoffice;
  client = await notifiedClient('profile:read tokens:introspect');
  token = await accessToken(backoffice, { client });
});
afterEach(async () => come());
afterAll(async () => {
  warn.mockRestore();
  await applications.stop();
  await proxy.end();
});

/** Creates a client and waits for the notification of its secret, so that it stays cached. */
async function notifiedClient(scopes?: string): Promise<TestClient> {
  const made = await backoffice.createClient(scopes);
  await untilNotified(backoffice, applications.database);
  return made;
}

/** Two ways in which the database can be away. */
const WAYS = [
  ['refuses every connection', () => proxy.close()],
  ['no longer answers', () => proxy.freeze()],
] as const;

/** Takes the database away, and waits until no answer relies on the last look-ups any longer. */
async function go(way: () => void = () => proxy.close()): Promise<void> {
  way();
  await vi.waitUntil(async () => (await users(opening)) === AWAY, { timeout: 10_000 });
  await pause(600);
}

async function come(): Promise<void> {
  proxy.open();
  proxy.thaw();
  await vi.waitUntil(async () => (await users(opening)) === '200', SOON);
}

const SOON = { timeout: 5000, interval: 10 };
const AWAY = '503 service_unavailable';

/** Token of a client that may read users. */
let opening: string;
beforeAll(async () => {
  opening = await accessToken(backoffice);
});

function said({ status, body }: Answer): string {
  const code = body.error ?? body.errors?.[0]?.code;
  return code === undefined ? String(status) : `${status} ${code}`;
}

const ask = async (of: TestClient, address = '127.0.0.1') =>
  tokenRequest(backoffice, credentials(of), { 'X-Forwarded-For': address });
const wrong = (of: TestClient) => ({ ...of, clientSecret: makeClientSecret('backoffice') });
const users = async (by: string) => said(await api(backoffice, by, '/api/users'));
const sql = async (text: string, parameters: unknown[]) =>
  applications.database.query(text, parameters);

/** Reduces an answer to what does not differ between requests. */
function essence({ status, headers, body }: Answer) {
  const { request_id: requestId, ...rest } = body;
  expect(requestId).toBe(headers.get('x-request-id'));
  return { status, retryAfter: headers.get('retry-after'), body: rest };
}

const LATER = {
  status: 503,
  retryAfter: '5',
  body: {
    error: 'temporarily_unavailable',
    error_description: 'client authentication failed: try again',
  },
};

describe.each(WAYS)('while the database %s', (_, way) => {
  it('a cached client gets tokens, also from a new network, and these are verified', async () => {
    await go(way);
    const fresh = await ask(client);
    expect(said(fresh)).toBe('200');
    expect(said(await ask(client, `198.51.${way.name.length}.1`))).toBe('200');
    for (const each of [token, fresh.body.access_token]) {
      expect(await users(each)).toBe('403 insufficient_scope');
      const { status, body } = await introspect(backoffice, client, each);
      expect({ status, active: body.active }).toEqual({ status: 200, active: true });
    }
    expect(await users(`${token.slice(0, -6)}AAAAAA`)).toBe('401 invalid_signature');
  });

  it('answers 503 to wrong secrets and unknown clients alike, and never says that they are wrong', async () => {
    const stranger = await backoffice.createClient();
    await go(way);
    const nobody = { clientId: randomUUID(), clientSecret: client.clientSecret };
    for (const each of [wrong(client), nobody, stranger, wrong(stranger)]) {
      const asked = performance.now();
      expect(essence(await ask(each))).toEqual(LATER);
      expect(performance.now() - asked).toBeGreaterThanOrEqual(20);
    }
    const { clientId } = stranger;
    const unknown = { client_id: clientId, sub: clientId };
    expect(await users(resign(backoffice, token, { claims: unknown }))).toBe(AWAY);
    expect(await users(resign(backoffice, token, { header: { kid: randomUUID() } }))).toBe(AWAY);
  });
});

describe('while the database is away', () => {
  it('requests that need a database write fail with 503: assertions, DPoP proofs, revocations', async () => {
    const [key, proofKey] = [makeClientKey(), dpopKey()];
    const signing = await backoffice.createClient('users:read', { jwks: { keys: [key.jwk] } });
    const { clientId } = signing;
    const assertion = () => withAssertion(signAssertion({ issuer: backoffice.url, clientId, key }));
    expect(said(await tokenRequest(backoffice, assertion()))).toBe('200');
    const proof = tokenProof(backoffice, proofKey);
    const { body } = await dpopTokenRequest(backoffice, backoffice.client, proof);
    const bound = body.access_token as string;
    await go();
    expect(essence(await tokenRequest(backoffice, assertion()))).toEqual(LATER);
    const another = tokenProof(backoffice, proofKey);
    const answers = [
      await dpopTokenRequest(backoffice, backoffice.client, another),
      await dpopRequest(backoffice, bound, apiProof(backoffice, proofKey, bound)),
      await revoke(backoffice, client, token),
      await revoke(backoffice, client, resign(backoffice, token, { header: { kid: 'x' } })),
    ];
    expect(answers.map((answer) => [said(answer), answer.headers.get('retry-after')])).toEqual([
      ['503 temporarily_unavailable', '5'],
      [AWAY, '1'],
      ['503 temporarily_unavailable', '5'],
      ['503 temporarily_unavailable', '1'],
    ]);
    await come();
    expect(await users(token)).toBe('403 insufficient_scope');
  });

  it('a revoked token stays revoked, and a changed client is no longer served from the cache', async () => {
    const [changed, revoked] = [
      await backoffice.createClient('profile:read'),
      await accessToken(backoffice, { client }),
    ];
    const of = await accessToken(backoffice, { client: changed });
    expect(await users(of)).toBe('403 insufficient_scope');
    const later = await backoffice.createClient('profile:read');
    const ofLater = await accessToken(backoffice, { client: later });
    expect(await users(ofLater)).toBe('403 insufficient_scope');
    expect((await revoke(backoffice, client, revoked)).status).toBe(200);
    const { clients } = applications.administration;
    for (const { clientId } of [changed, later]) {
      await clients.update(clientId, { enabled: false }, TESTER);
    }
    // Notifications arrive in order, so the first client is up to date as well.
    await expect.poll(async () => users(ofLater)).toBe('401 client_inactive');
    await go();
    expect(await users(revoked)).toBe('401 revoked_token');
    expect((await introspect(backoffice, client, revoked)).body).toEqual({ active: false });
    expect(await users(of)).toBe(AWAY);
    expect(essence(await ask(changed))).toEqual(LATER);
  });

  it('cached clients stay usable although the database came back for moments', async () => {
    for (let time = 0; time < 3; time += 1) {
      await go();
      await come();
    }
    await go();
    expect(said(await ask(client))).toBe('200');
    expect(await users(token)).toBe('403 insufficient_scope');
  });

  it('the log has one line per outage for an error that repeats', async () => {
    await pause(1500); // until writers that run every second have noticed the end of the outage
    warn.mockClear();
    await go();
    for (let time = 0; time < 4; time += 1) {
      await ask(client);
      await ask(wrong(client));
      await pause(1000);
    }
    const lines = warn.mock.calls.map(([line]) => line as unknown).filter(isText);
    const counts = [
      'could not write usage counts',
      'could not write failed authentications',
      'could not load or rotate the signing keys',
    ].map((text) => lines.filter((line) => line.startsWith(text)).length);
    expect(counts).toEqual([1, 1, 1]);
    expect(lines.length).toBeLessThan(20);
  });
});

const isText = (line: unknown): line is string => typeof line === 'string';

describe('when the database is back', () => {
  it('changes made meanwhile apply within moments', async () => {
    const [disabled, other] = [await notifiedClient(), await notifiedClient()];
    const of = await accessToken(backoffice, { client: disabled });
    const revoked = await accessToken(backoffice, { client: other });
    expect([await users(of), await users(revoked)]).toEqual(['200', '200']);
    await go();
    await sql('UPDATE oauth_clients SET enabled = false WHERE client_id = $1', [disabled.clientId]);
    await sql(
      `INSERT INTO revoked_tokens (side, jti, expires_at)
       VALUES ('backoffice', $1, now() + interval '1 hour')`,
      [decode(revoked).claims.jti],
    );
    expect(said(await ask(disabled))).toBe('200');
    proxy.open();
    const opened = performance.now();
    const answers = async () => [await users(of), await users(revoked), said(await ask(disabled))];
    await expect
      .poll(answers, SOON)
      .toEqual(['401 client_inactive', '401 revoked_token', '401 invalid_client']);
    // The promise is one second; the rest allows for a busy machine.
    expect(performance.now() - opened).toBeLessThan(4000);
  });

  it('use, networks and failures of clients meanwhile are written', async () => {
    const used = await notifiedClient('profile:read');
    const by = await accessToken(backoffice, { client: used });
    expect(await users(by)).toBe('403 insufficient_scope');
    await go();
    for (let time = 0; time < 3; time += 1) {
      expect(said(await ask(used, '203.0.113.1'))).toBe('200');
      expect(await users(by)).toBe('403 insufficient_scope');
      await ask(wrong(used));
      await pause(500);
    }
    await come();
    await expect
      .poll(async () => usageOf(used), { timeout: 10_000 })
      .toEqual([{ tokens: 4, denials: 4 }]);
    const networks = await sql(
      'SELECT network FROM client_networks WHERE client_id = $1 ORDER BY network',
      [used.clientId],
    );
    expect(networks).toEqual([{ network: '127.0.0.0/24' }, { network: '203.0.113.0/24' }]);
    const failures = async () =>
      sql('SELECT reason FROM audit_events WHERE subject_id = $1 AND reason IS NOT NULL', [
        used.clientId,
      ]);
    await expect
      .poll(failures, { timeout: 10_000 })
      .toEqual(Array.from({ length: 3 }, () => ({ reason: 'unavailable: wrong_secret' })));
  });

  it('use is counted once although the answer to the commit was lost', async () => {
    const used = await backoffice.createClient('profile:read');
    await accessToken(backoffice, { client: used });
    await expect.poll(async () => usageOf(used), SOON).toEqual([{ tokens: 1, denials: 0 }]);
    proxy.loseAnswerTo('COMMIT');
    await accessToken(backoffice, { client: used });
    await expect.poll(async () => usageOf(used), SOON).toEqual([{ tokens: 2, denials: 0 }]);
    await accessToken(backoffice, { client: used });
    await expect.poll(async () => usageOf(used), SOON).toEqual([{ tokens: 3, denials: 0 }]);
    await pause(2100);
    expect(await usageOf(used)).toEqual([{ tokens: 3, denials: 0 }]);
  });

  it('a failed authentication is recorded once although the answer to the commit was lost', async () => {
    const stranger = { ...wrong(client), clientId: randomUUID() };
    proxy.loseAnswerTo('COMMIT');
    expect(said(await ask(stranger))).toBe('401 invalid_client');
    const recorded = async () =>
      sql('SELECT reason FROM audit_events WHERE subject_id = $1', [stranger.clientId]);
    const once = [{ reason: 'unknown_client' }];
    await expect.poll(recorded, SOON).toEqual(once);
    await pause(2500);
    expect(await recorded()).toEqual(once);
  });
});

async function usageOf({ clientId }: TestClient) {
  return sql(
    `SELECT sum(tokens_issued)::integer AS tokens, sum(denials)::integer AS denials
     FROM client_usage WHERE client_id = $1`,
    [clientId],
  );
}
