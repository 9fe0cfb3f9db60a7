import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clients, ClientSecrets, makeClientSecret } from '#oauth';
import {
  startSide,
  TESTER,
  type TestApplication,
  type TestSide,
  type TestClient,
} from '../support/applications.js';
import { accessToken, credentials, request, tokenRequest } from '../support/requests.js';

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startSide('backoffice');
  backoffice = applications.backoffice;
});
afterAll(async () => applications.stop());

/** All ways to send a client secret, each with its token request. */
const WAYS: [string, (client: TestClient) => Promise<number>][] = [
  ['in JSON', async (client) => (await tokenRequest(backoffice, credentials(client))).status],
  [
    'in a form',
    async (client) =>
      (await tokenRequest(backoffice, new URLSearchParams(credentials(client)).toString())).status,
  ],
  [
    'in HTTP Basic',
    async ({ clientId, clientSecret }) => {
      const pair = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
      const headers = { Authorization: `Basic ${pair}` };
      const answer = await tokenRequest(backoffice, 'grant_type=client_credentials', headers);
      return answer.status;
    },
  ],
];

describe.each(WAYS)('client credentials %s', (_, ask) => {
  it('are rejected after the client is disabled, even if they worked before (CVE-2026-1486)', async () => {
    const client = await backoffice.createClient();
    expect(await ask(client)).toBe(200);
    await backoffice.app.get(Clients).update(client.clientId, { enabled: false }, TESTER);
    await expect.poll(async () => ask(client)).toBe(401);
  });

  it('are rejected after the secret has expired (CVE-2025-31123)', async () => {
    const client = await backoffice.createClient();
    expect(await ask(client)).toBe(200);
    await applications.database.query(
      'UPDATE oauth_client_secrets SET expires_at = now() WHERE client_id = $1',
      [client.clientId],
    );
    await expect.poll(async () => ask(client)).toBe(401);
  });

  it('are rejected before the start of the secret', async () => {
    const { clientId } = await backoffice.createClient();
    const notBefore = new Date(Date.now() + 60_000).toISOString();
    const made = await backoffice.app.get(ClientSecrets).create(clientId, { notBefore }, TESTER);
    expect(await ask({ clientId, clientSecret: made!.secret })).toBe(401);
  });

  it('are rejected with the secret of another client (CVE-2026-55672)', async () => {
    const [one, other] = [await backoffice.createClient(), await backoffice.createClient()];
    expect(await ask({ ...one, clientSecret: other.clientSecret })).toBe(401);
    expect(await ask({ ...other, clientSecret: one.clientSecret })).toBe(401);
  });
});

describe('a scope that is removed from a client', () => {
  it('is not in its next token, and requests for it are rejected (CVE-2024-46999)', async () => {
    const client = await backoffice.createClient('users:read users:write');
    await accessToken(backoffice, { client });
    await backoffice.app.get(Clients).update(client.clientId, { scopes: ['users:read'] }, TESTER);
    const scope = async () => (await tokenRequest(backoffice, credentials(client))).body.scope;
    await expect.poll(scope).toBe('users:read');
    const { status, body } = await tokenRequest(backoffice, {
      ...credentials(client),
      scope: 'users:write',
    });
    expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_scope' });
  });
});

describe('a forged X-Forwarded-For header', () => {
  it('is ignored without a trusted proxy: the address is that of the socket', async () => {
    const client = await backoffice.createClient('users:read', {
      allowedNetworks: ['192.0.2.0/24'],
    });
    const claims = {
      'X-Forwarded-For': '192.0.2.1',
      Forwarded: 'for=192.0.2.1',
      'X-Real-IP': '192.0.2.1',
    };
    expect((await tokenRequest(backoffice, credentials(client), claims)).status).toBe(401);
  });
});

describe('the metrics', () => {
  it('have no series for values that unauthenticated callers invent (keycloak-metrics-spi#203)', async () => {
    const series = async () => {
      const url = `http://127.0.0.1:${backoffice.managementPort}/metrics`;
      const { body } = await request(url);
      const lines = String(body)
        .split('\n')
        .filter((line) => !line.startsWith('#'))
        // Each kind of garbage collection has a series from its first time on.
        .filter((line) => !line.startsWith('nodejs_gc_'));
      return lines.map((line) => line.replace(/ .*/, '')).toSorted();
    };
    const unknown = async () =>
      tokenRequest(backoffice, {
        grant_type: 'client_credentials',
        client_id: crypto.randomUUID(),
        client_secret: makeClientSecret('backoffice'),
      });
    await unknown();
    const before = await series();
    for (let batch = 0; batch < 10; batch++) {
      await Promise.all(Array.from({ length: 100 }, unknown));
    }
    expect(await series()).toEqual(before);
    expect(before).toContain(
      'latchkey_client_authentication_failures_total{reason="unknown_client",client="unknown"}',
    );
  });
});
