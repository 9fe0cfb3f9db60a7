import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Notifications } from '#database';
import { startSide, type TestSide, type TestClient } from '../support/applications.js';
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
import { introspect, revoke } from '../support/revocation.js';

/** Seconds; long enough to observe cached answers, also on a busy machine. */
const STALE_FOR = 5;

let applications: TestSide<'backoffice'>;
let proxy: TcpProxy;
let client: TestClient;
let token: string;

beforeAll(async () => {
  applications = await startSide('backoffice', async (config) => {
    proxy = await TcpProxy.to(config.backoffice.databaseUrl);
    config.backoffice.databaseUrl = proxy.through(config.backoffice.databaseUrl);
    config.clients.cache.staleFor = STALE_FOR;
  });
  const { backoffice } = applications;
  client = await backoffice.createClient('users:read tokens:introspect');
  // A late notification of the secret would evict the client from the cache.
  await untilNotified(backoffice, applications.database);
  token = await accessToken(backoffice, { client });
});
afterAll(async () => {
  await applications.stop();
  await proxy.end();
});

/** Collects the answers that a client sees. */
async function answers(): Promise<string[]> {
  const { backoffice } = applications;
  const { clientId } = client;
  return [
    await tokenRequest(backoffice, credentials(client)),
    await tokenRequest(backoffice, credentials({ clientId, clientSecret: 'wrong' })),
    await introspect(backoffice, client, token),
    await revoke(backoffice, client, token),
    await api(backoffice, token, '/api/users'),
    await api(backoffice, `${token.slice(0, -6)}AAAAAA`, '/api/users'),
  ].map(said);
}

function said({ status, body, headers }: Answer): string {
  const code = body.error ?? body.errors?.[0]?.code;
  const later = headers.get('retry-after') === null ? '' : ' later';
  return code === undefined ? String(status) : `${status} ${code}${later}`;
}

const LATER = '503 temporarily_unavailable later';
const AWAY = '503 service_unavailable later';

it('answers 503 to every token request and API call once cached data is older than clients.cache.staleFor', async () => {
  proxy.close();
  await pause(700);
  expect(await answers()).toEqual(['200', LATER, '200', LATER, AWAY, '401 invalid_signature']);
  await pause(STALE_FOR * 1000);
  expect(await answers()).toEqual([LATER, LATER, LATER, LATER, AWAY, AWAY]);
  const { status, headers } = await request(`${applications.backoffice.url}/.well-known/jwks.json`);
  expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=0']);
  proxy.open();
  const asked = async () =>
    (await tokenRequest(applications.backoffice, credentials(client))).status;
  await vi.waitUntil(async () => (await asked()) === 200, { timeout: 5000 });
});

it('reconnecting does not extend the time for which data read before may be used', async () => {
  const { backoffice } = applications;
  const notifications = backoffice.app.get(Notifications);
  const before = await backoffice.createClient();
  await untilNotified(backoffice, applications.database);
  await accessToken(backoffice, { client: before });
  for (let time = 0; time < 5; time += 1) {
    proxy.close();
    await pause(700);
    proxy.open();
    await pause(700);
    await expect.poll(() => notifications.isConnected).toBe(true);
    await accessToken(backoffice, { client });
  }
  proxy.close();
  await pause(700);
  const asked = [client, before].map(async (of) =>
    said(await tokenRequest(backoffice, credentials(of))),
  );
  expect(await Promise.all(asked)).toEqual(['200', LATER]);
});
