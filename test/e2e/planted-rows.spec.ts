import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Side } from '#oauth';
import {
  startApplications,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { makeClientKey, signAssertion, withAssertion } from '../support/client-keys.js';
import { apiOf } from '../support/json-api.js';
import { latchkey } from '../support/latchkey.js';
import { accessToken, api, credentials, tokenRequest } from '../support/requests.js';
import { keyRows, SOON } from '../support/signing-keys.js';

const key = makeClientKey();
const JWK = JSON.stringify(key.jwk);
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Values that no process writes and that might break code, by column. */
const PUBLIC_JWKS = ['null', '"text"', '[]', '{"a":null}', '{"a":{}}', `{"a":${deep(8000)}}`];
const COLUMNS: readonly [column: string, value: string][] = [
  ['jwks', 'null'],
  ['jwks', '"text"'],
  ['jwks', '7'],
  ['jwks', '{"keys":[null,7,"text",[]]}'],
  ['jwks', `{"keys":[${JWK},${deep(60)}]}`],
  ['jwks', `{"keys":[${JWK},${deep(8000)}]}`],
  ['jwks', `{"keys":[${JWK.slice(0, -1)},"a":${deep(8000)}}]}`],
  ['jwks', `{"keys":[${JWK}],"a":${deep(8000)}}`],
  ['limits', '{"a":null}'],
  ['limits', `{"a":${deep(500)}}`],
];

/** Pairs the beginning of a value, for test titles, with the value. */
const titled = (value: string): [string, string] => [
  value.length > 40 ? `${value.slice(0, 20)}… of ${value.length} characters` : value,
  value,
];
const IN_CLIENTS = COLUMNS.map(([column, value]) => [column, ...titled(value)] as const);

/** SQLSTATE check_violation. */
const REFUSED = '23514';

let applications: TestApplications;
const logins = new Map<Side, Client>();

beforeAll(async () => {
  applications = await startApplications((config) =>
    Object.assign(config.keys, { announceFor: 0 }),
  );
  for (const side of ['backoffice', 'storefront'] as const) {
    const login = new Client(applications.database.urlOf(side));
    await login.connect();
    logins.set(side, login);
  }
});
afterAll(async () => {
  for (const login of logins.values()) await login.end();
  await applications.stop();
});

/** Runs a statement with a stolen login; returns null, or the SQLSTATE of its failure. */
const attempt = async (side: Side, sql: string, values: unknown[]): Promise<string | null> =>
  logins
    .get(side)!
    .query(sql, values)
    .then(
      () => null,
      ({ code }: { code: string }) => code,
    );

const plantKey = async (side: Side, kid: string, publicJwk: string) =>
  attempt(
    side,
    `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, created_at, authentication)
     VALUES ($1, $2, 'ES256', $3, now(), $4)`,
    [kid, side, publicJwk, randomBytes(32)],
  );

const plantInClient = async ({ clientId }: TestClient, column: string, value: string) =>
  attempt('backoffice', `UPDATE oauth_clients SET ${column} = $2 WHERE client_id = $1`, [
    clientId,
    value,
  ]);

function requireDone(code: string | null): void {
  if (code !== null) throw new Error(`the login could not plant the row: ${code}`);
}

const run = async (...words: string[]) =>
  latchkey(
    { environment: { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url } },
    ...words,
  );

describe('a stolen login is rejected when it plants', () => {
  it.each(PUBLIC_JWKS.map(titled))(
    'a signing key whose public half is %s',
    async (_, publicJwk) => {
      expect(await plantKey('storefront', 'planted', publicJwk)).toBe(REFUSED);
      expect(await plantKey('backoffice', 'planted', publicJwk)).toBe(REFUSED);
    },
  );

  it.each(IN_CLIENTS)('a client whose %s is %s', async (column, _, value) => {
    const client = await applications.storefront.createClient();
    expect(await plantInClient(client, column, value)).toBe(REFUSED);
  });
});

/** Removes the constraints, so that a login can plant what it could before them. */
async function withoutConstraints(): Promise<void> {
  await applications.database.query(`
    ALTER TABLE signing_keys DROP CONSTRAINT IF EXISTS signing_keys_shaped;
    ALTER TABLE oauth_clients DROP CONSTRAINT IF EXISTS oauth_clients_shaped;
    ALTER TABLE instances DROP CONSTRAINT IF EXISTS instances_lists_plain;
  `);
}

describe.each(['storefront', 'backoffice'] as const)(
  'with planted signing keys of the %s that the database did not reject',
  (side) => {
    let kids: string[];

    beforeAll(withoutConstraints);
    beforeEach(async () => {
      kids = PUBLIC_JWKS.map((_, at) => `planted-${randomBytes(4).toString('hex')}-${at}`);
      for (const [at, publicJwk] of PUBLIC_JWKS.entries()) {
        requireDone(await plantKey(side, kids[at]!, publicJwk));
      }
    });
    afterEach(async () => {
      await applications.database.query('DELETE FROM signing_keys WHERE kid = ANY ($1)', [kids]);
    });

    it('the API and the token endpoint keep working', async () => {
      const token = await accessToken(applications[side]);
      expect((await api(applications[side], token, '/api/users')).status).toBe(200);
      const reader = await apiOf(applications.backoffice, 'keys:read');
      const { status, body } = await reader.get('/api/signing-keys');
      expect(status).toBe(200);
      expect(body.data.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(kids));
    });

    it('each planted key is listed as not authentic, and can be ended', async () => {
      const words = ['keys', 'list', '--side', side];
      const variable = `${side.toUpperCase()}_KEY_ENCRYPTION_KEY`;
      const environment = {
        PATH: process.env.PATH ?? '',
        DATABASE_URL: applications.database.url,
        [variable]: randomBytes(32).toString('base64'),
      };
      const { code, output } = await latchkey({ environment }, ...words, '--json');
      const listed = JSON.parse(output) as { kid: string; authentic: boolean }[];
      const planted = listed.filter(({ kid }) => kids.includes(kid));
      expect(code).toBe(1);
      expect(planted.map(({ authentic }) => authentic)).toEqual(kids.map(() => false));

      const [first, second, third, ...others] = kids;
      expect((await run('keys', 'retire', first!, '--now')).code).toBe(0);
      const withKey = await latchkey({ environment }, 'keys', 'retire', second!, '--now', '--cut');
      expect(withKey.code).toBe(0);
      expect((await run('keys', 'retire', third!)).code).toBe(0);
      const writer = await apiOf(applications.backoffice, 'keys:write');
      for (const kid of others) {
        expect((await writer.delete(`/api/signing-keys/${kid}`)).status).toBe(204);
      }
      const left = (await keyRows(applications.database, side)).map(({ kid }) => kid);
      expect(left.filter((kid) => kids.includes(kid))).toEqual([]);
    });

    it('keys rotate, tokens revoke and the end of the signing key work', async () => {
      const active = async () =>
        (await keyRows(applications.database, side)).find(({ state }) => state === 'active')?.kid;
      const token = await accessToken(applications[side]);
      const before = await active();
      expect((await run('keys', 'rotate', '--side', side)).code).toBe(0);
      await expect.poll(active, SOON).not.toBe(before);
      const { clientId } = applications[side].client;
      expect((await run('tokens', 'revoke', '--client', clientId)).code).toBe(0);
      const status = async () => (await api(applications[side], token, '/api/users')).status;
      await expect.poll(status, SOON).toBe(401);

      const signing = (await active())!;
      expect((await run('keys', 'retire', signing, '--now')).code).toBe(0);
      const successor = async () => ![undefined, signing].includes(await active());
      await expect.poll(successor, SOON).toBe(true);
      const issued = async () =>
        (await tokenRequest(applications[side], credentials(applications[side].client))).status;
      await expect.poll(issued, SOON).toBe(200);
    });
  },
);

describe('a process row with planted keys', () => {
  it.each(['{NULL}', '{{a},{b}}'])('in the list %s breaks no command', async (keys) => {
    await withoutConstraints();
    const insert = `INSERT INTO instances (id, side, name, keys)
      VALUES (gen_random_uuid(), 'storefront', 'planted', $1)`;
    expect(await attempt('storefront', insert, [keys])).toBe(null);
    const { code, output } = await run('keys', 'list', '--side', 'storefront', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(output)[0].lackedBy).toContain('planted');
    await applications.database.query(`DELETE FROM instances WHERE name = 'planted'`);
  });
});

describe.each(IN_CLIENTS)('a client whose %s was planted as %s', (column, _, value) => {
  let client: TestClient;

  beforeAll(withoutConstraints);
  beforeEach(async () => {
    client = await applications.storefront.createClient('users:read');
    requireDone(await plantInClient(client, column, value));
  });
  afterEach(async () => {
    const { clientId } = client;
    await applications.database.query('DELETE FROM oauth_clients WHERE client_id = $1', [clientId]);
  });

  /** True when neither the secret nor the key of the client gets a token. */
  async function isShut(): Promise<boolean> {
    const { storefront } = applications;
    const { clientId } = client;
    const bySecret = await tokenRequest(storefront, credentials(client));
    const assertion = signAssertion({ issuer: storefront.url, clientId, key });
    const byKey = await tokenRequest(storefront, withAssertion(assertion));
    return bySecret.status === 401 && byKey.status === 401;
  }

  /** Reads the last change of the client in the audit trail. */
  async function lastChange() {
    const rows = await applications.database.query(
      `SELECT action, before, after FROM audit_events
       WHERE subject_id = $1 AND action LIKE 'client.%' ORDER BY id DESC LIMIT 1`,
      [client.clientId],
    );
    return rows[0]!;
  }

  it('is listed and shown with the others', async () => {
    const { code, output } = await run('clients', 'list', '--json');
    const ids = (JSON.parse(output) as { clientId: string }[]).map(({ clientId }) => clientId);
    expect(code).toBe(0);
    expect(ids).toEqual(
      expect.arrayContaining([client.clientId, applications.storefront.client.clientId]),
    );
    expect((await run('clients', 'show', client.clientId)).code).toBe(0);

    const reader = await apiOf(applications.backoffice, 'clients:read');
    for (const path of ['', `/${client.clientId}`]) {
      expect((await reader.get(`/api/oauth-clients${path}`)).status).toBe(200);
    }
  });

  it('can be disabled on the command line, with an event', async () => {
    const { code, output } = await run('clients', 'disable', client.clientId, '--cut');
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringContaining(` (${client.clientId}) is disabled\n`),
    });
    await expect.poll(isShut, SOON).toBe(true);
    expect(await lastChange()).toEqual({
      action: 'client.updated',
      before: { enabled: true },
      after: { enabled: false },
    });
  });

  it('can be disabled over HTTP, with and without the right to read it', async () => {
    for (const scopes of ['clients:write', 'clients:read clients:write']) {
      const writer = await apiOf(applications.backoffice, scopes);
      const { clientId: id } = client;
      const { status } = await writer.patch(`/api/oauth-clients/${id}`, {
        type: 'oauth-clients',
        id,
        attributes: { enabled: false },
      });
      expect([200, 204]).toContain(status);
    }
    await expect.poll(isShut, SOON).toBe(true);
  });

  it('can lose its keys, limits and networks on the command line', async () => {
    const all = ['--no-jwks', '--no-limits', '--networks', '192.0.2.0/24'];
    expect((await run('clients', 'update', client.clientId, ...all)).code).toBe(0);
    const [row] = await applications.database.query(
      'SELECT jwks, limits, allowed_networks FROM oauth_clients WHERE client_id = $1',
      [client.clientId],
    );
    expect(row).toEqual({ jwks: null, limits: null, allowed_networks: ['192.0.2.0/24'] });
  });

  /** True when the client is deleted, and a short event says so. */
  async function isGone(): Promise<boolean> {
    const event = await lastChange();
    const isShort = JSON.stringify(event).length < 1000;
    return event.action === 'client.deleted' && isShort && (await isShut());
  }

  it('can be deleted over HTTP, with an event', async () => {
    const writer = await apiOf(applications.backoffice, 'clients:write');
    const { status } = await writer.delete(`/api/oauth-clients/${client.clientId}`);
    expect(status).toBe(204);
    await expect.poll(isGone, SOON).toBe(true);
  });

  it('can be deleted on the command line, with an event', async () => {
    const words = ['--yes', '--force'];
    expect((await run('clients', 'delete', client.clientId, ...words)).code).toBe(0);
    await expect.poll(isGone, SOON).toBe(true);
  });
});
