import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { thumbprint } from '../../libs/oauth/src/jws/thumbprint.js';
import {
  startApplications,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { makeClientKey, signAssertion, withAssertion } from '../support/client-keys.js';
import { apiOf } from '../support/json-api.js';
import { latchkey } from '../support/latchkey.js';
import { accessToken, api, credentials, tokenRequest } from '../support/requests.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

const run = async (...words: string[]) =>
  latchkey(
    { environment: { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url } },
    ...words,
  );

/** Runs a statement with the stolen login of the back office. */
async function plant(sql: string, values: unknown[]): Promise<void> {
  const login = new Client(applications.database.urlOf('backoffice'));
  await login.connect();
  try {
    await login.query(sql, values);
  } finally {
    await login.end();
  }
}

const statusOf = async (client: TestClient) =>
  (await tokenRequest(applications.backoffice, credentials(client))).status;

describe('a list that SQL wrote before migration 1795392000087', () => {
  beforeAll(async () => {
    await applications.database.query(
      'ALTER TABLE oauth_clients DROP CONSTRAINT oauth_clients_lists_plain',
    );
  });

  const PLANTED: [column: string, list: string, status: number][] = [
    ['allowed_networks', '{NULL}', 401],
    ['allowed_networks', '{NULL,127.0.0.0/8}', 200],
    ['allowed_networks', '{{10.0.0.0/8},{127.0.0.1/32}}', 200],
    ['scopes', '{NULL}', 400],
    ['scopes', '{NULL,clients:write}', 200],
    ['scopes', '{{clients:write},{users:read}}', 200],
  ];

  it.each(PLANTED)('as %s %s does not stop tokens, or the end of a client', async (...row) => {
    const [column, list, status] = row;
    const [first, second] = [
      await applications.backoffice.createClient('clients:write users:read'),
      await applications.backoffice.createClient('clients:write users:read'),
    ];
    const set = `UPDATE oauth_clients SET ${column} = $2 WHERE client_id = ANY($1)`;
    await plant(set, [[first.clientId, second.clientId], list]);
    await expect.poll(async () => statusOf(first)).toBe(status);

    expect(await run('clients', 'list')).toMatchObject({ code: 0, errors: '' });
    // Changes are answered 204, without the list, which the OpenAPI document does not allow.
    const clients = await apiOf(applications.backoffice, 'clients:write');
    expect(await run('clients', 'disable', first.clientId, '--cut')).toMatchObject({ code: 0 });
    const { clientId: id } = second;
    const disabled = { type: 'oauth-clients', id, attributes: { enabled: false } };
    expect((await clients.patch(`/api/oauth-clients/${id}`, disabled)).status).toBe(204);
    await expect
      .poll(async () => [await statusOf(first), await statusOf(second)])
      .toEqual([401, 401]);
    const update = ['clients', 'update', id, '--scopes', 'users:read', '--no-networks'];
    expect(await run(...update)).toMatchObject({ code: 0, errors: '' });
    expect(await run('clients', 'delete', first.clientId, '--yes', '--force')).toMatchObject({
      code: 0,
    });
    expect((await clients.delete(`/api/oauth-clients/${id}`)).status).toBe(204);
  });

  it('with NULL as the only network lets its client access nothing', async () => {
    const client = await applications.backoffice.createClient();
    const token = await accessToken(applications.backoffice, { client });
    const ask = async () => (await api(applications.backoffice, token, '/api/users')).status;
    expect(await ask()).toBe(200);
    await plant(`UPDATE oauth_clients SET allowed_networks = '{NULL}' WHERE client_id = $1`, [
      client.clientId,
    ]);
    await expect.poll(ask).toBe(403);
  });
});

describe('the lists of step 6 of "Contain a stolen login"', () => {
  /** Reads the row of a client in the table of `clients list`, by column. */
  async function rowOf({ clientId }: TestClient): Promise<Record<string, string>> {
    const lines = (await run('clients', 'list')).output.split('\n');
    const names = lines[0]!.split(/ {2,}/);
    const cells = lines.find((line) => line.startsWith(clientId))!.split(/ {2,}/);
    return Object.fromEntries(names.map((name, column) => [name, cells[column]!]));
  }

  const jsonOf = async ({ clientId }: TestClient) =>
    (JSON.parse((await run('clients', 'list', '--json')).output) as { clientId: string }[]).find(
      (client) => client.clientId === clientId,
    );

  it('show a key that a login planted to get tokens', async () => {
    const client = await applications.backoffice.createClient();
    const { clientId } = client;
    expect(await rowOf(client)).toMatchObject({ keys: '-', networks: '-' });
    expect((await run('secrets', 'list', clientId)).errors).toBe('');
    const { updatedAt } = (await jsonOf(client)) as unknown as { updatedAt: string };

    const key = makeClientKey();
    await plant(
      `UPDATE oauth_clients SET jwks = $2, allowed_networks = '{127.0.0.0/8}' WHERE client_id = $1`,
      [clientId, { keys: [key.jwk] }],
    );
    const assertion = signAssertion({ issuer: applications.backoffice.url, clientId, key });
    const answer = await tokenRequest(applications.backoffice, withAssertion(assertion));
    expect(answer.status).toBe(200);

    expect(await rowOf(client)).toMatchObject({
      keys: thumbprint(key.jwk),
      networks: '127.0.0.0/8',
    });
    const record = await jsonOf(client);
    expect(record).toMatchObject({
      jwks: { keys: [{ kty: key.jwk.kty }] },
      jwksUri: null,
      allowedNetworks: ['127.0.0.0/8'],
    });
    expect((record as unknown as { updatedAt: string }).updatedAt > updatedAt).toBe(true);
    for (const words of [[clientId], [clientId, '--json']]) {
      expect((await run('secrets', 'list', ...words)).errors).toBe(
        `latchkey: ${clientId} can also authenticate with keys: ` +
          `see \`latchkey clients show ${clientId}\`\n`,
      );
    }
  });

  it('show the URL of keys, and keys that verify nothing', async () => {
    const [published, forged] = [
      await applications.storefront.createClient(),
      await applications.storefront.createClient(),
    ];
    await plant('UPDATE oauth_clients SET jwks_uri = $2 WHERE client_id = $1', [
      published.clientId,
      'https://attacker.example/jwks.json',
    ]);
    await plant('UPDATE oauth_clients SET jwks = $2 WHERE client_id = $1', [
      forged.clientId,
      { keys: [{ kty: 'EC' }] },
    ]);
    expect((await rowOf(published)).keys).toBe('https://attacker.example/jwks.json');
    expect((await rowOf(forged)).keys).toBe('unreadable');
  });
});
