import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { FakeProvider } from '../support/fake-provider.js';
import { allowLocalProviders, linkIdentity } from '../support/identity-providers.js';
import { apiOf } from '../support/json-api.js';
import { latchkey } from '../support/latchkey.js';
import { COMPANY, comeBack, leaveFor } from '../support/provider-visits.js';
import { cheapHashes, createPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let applications: TestApplications;
let provider: FakeProvider;
let folder: string;
let keys: Record<'BACKOFFICE_KEK' | 'STOREFRONT_KEK', string>;

beforeAll(async () => {
  applications = await startApplications((config) => {
    cheapHashes(config);
    allowLocalProviders(config);
    keys = {
      BACKOFFICE_KEK: config.backoffice.oauth.keyEncryptionKey,
      STOREFRONT_KEK: config.storefront.oauth.keyEncryptionKey,
    };
  });
  provider = await FakeProvider.start();
  folder = await mkdtemp(join(tmpdir(), 'latchkey-providers-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await provider.stop();
  await applications.stop();
});
beforeEach(async () => {
  await applications.database.query(
    'TRUNCATE identity_providers, linked_identities RESTART IDENTITY',
  );
});

async function run(words: string[], input = '') {
  const environment = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: applications.database.url,
    BACKOFFICE_URL: applications.backoffice.url,
    STOREFRONT_URL: applications.storefront.url,
  };
  return latchkey({ environment, input }, 'providers', ...words);
}

async function runJson(words: string[], input = ''): Promise<Record<string, unknown>> {
  const { code, output, errors } = await run([...words, '--json'], input);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return JSON.parse(output) as Record<string, unknown>;
}

const addition = (side: string, ...others: string[]) => [
  'add',
  `--side=${side}`,
  `--key=${COMPANY}`,
  '--name=Company',
  `--issuer=${provider.issuer}`,
  `--client-id=${provider.clientId}`,
  ...others,
];

/** A person at the storefront who is linked signs in there with the current settings. */
async function canSignIn(): Promise<boolean> {
  const person = await createPerson(applications.database, 'storefront');
  const subject = `sub-${person.id}`;
  await linkIdentity(
    applications.database,
    { side: 'storefront', id: person.id },
    { issuer: provider.issuer, subject },
  );
  const visitor = new Visitor(applications.storefront);
  const url = await leaveFor(visitor);
  if (url === '') return false;
  await comeBack(visitor, provider.authorize(url, subject));
  return (await visitor.get('/account')).status === 200;
}

const events = async () =>
  applications.database.query(
    `SELECT actor_type, side, action, subject_id, before, after FROM audit_events
     WHERE subject_type = 'identity-providers' ORDER BY id DESC LIMIT 1`,
  );

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string;
const TAG = expect.stringMatching(/^[0-9a-f]{8}$/) as string;

describe('latchkey providers', () => {
  it('adds a provider with the secret of a file, and prints the redirect URI', async () => {
    const file = join(folder, 'secret');
    await writeFile(file, `${provider.clientSecret}\n`);
    const added = await runJson(addition('storefront', '--secret-file', file));
    expect(added).toEqual({
      providerId: '1',
      side: 'storefront',
      key: COMPANY,
      name: 'Company',
      issuer: provider.issuer,
      redirectUri: `${applications.storefront.url}/sign-in/provider/${COMPANY}/callback`,
      clientId: 'latchkey',
      hasSecret: true,
      scopes: ['openid'],
      enabled: true,
      createdAt: ISO,
      updatedAt: ISO,
    });
    expect(await runJson(['show', '1'])).toEqual(added);
    expect(await canSignIn()).toBe(true);
    expect(await events()).toEqual([
      {
        actor_type: 'command',
        side: 'storefront',
        action: 'identity_provider.created',
        subject_id: '1',
        before: null,
        after: {
          key: COMPANY,
          name: 'Company',
          issuer: provider.issuer,
          clientId: 'latchkey',
          clientSecretTag: TAG,
          scope: 'openid',
          enabled: true,
        },
      },
    ]);
  });

  it('changes the secret from standard input, and the change takes effect at once', async () => {
    await runJson(addition('storefront', '--secret-file', '-', '--scopes', 'email'), 'wrong');
    expect(await canSignIn()).toBe(false);
    const updated = await runJson(['update', '1', '--secret-file', '-'], provider.clientSecret);
    expect(updated).toMatchObject({ hasSecret: true, scopes: ['openid', 'email'] });
    expect(await canSignIn()).toBe(true);
    const [event] = await events();
    expect(event).toMatchObject({
      action: 'identity_provider.updated',
      before: { clientSecretTag: TAG },
      after: { clientSecretTag: TAG },
    });
    expect(await runJson(['update', '1', '--disable'])).toMatchObject({ enabled: false });
    expect(await canSignIn()).toBe(false);
    expect(await runJson(['update', '1', '--enable'])).toMatchObject({ enabled: true });
    expect(await canSignIn()).toBe(true);
    expect(await runJson(['update', '1', '--no-secret'])).toMatchObject({ hasSecret: false });
    expect(await canSignIn()).toBe(false);
  });

  it('lists the providers of a side, and removes one with the links to it', async () => {
    await runJson(addition('backoffice'));
    await runJson(addition('storefront'));
    const row = { key: COMPANY, name: 'Company', issuer: provider.issuer, clientId: 'latchkey' };
    expect(await runJson(['list', '--side', 'storefront'])).toEqual([
      { providerId: '2', side: 'storefront', ...row, enabled: true },
    ]);
    expect(await runJson(['list'])).toHaveLength(2);
    await linkIdentity(
      applications.database,
      { side: 'storefront', id: '1' },
      { issuer: provider.issuer, subject: 'a' },
    );
    expect(await runJson(['remove', '2'])).toEqual({ providerId: '2', removed: true });
    expect(await applications.database.query('SELECT side FROM identity_providers')).toEqual([
      { side: 'backoffice' },
    ]);
    expect(await applications.database.query('SELECT FROM linked_identities')).toEqual([]);
    expect((await events())[0]).toMatchObject({
      action: 'identity_provider.deleted',
      side: 'storefront',
      after: null,
    });
  });

  it.each<[string, string[], number, RegExp]>([
    ['an unknown id', ['show', '99'], 4, /there is no identity provider 99/],
    ['an unknown id', ['update', '99', '--name', 'x'], 4, /there is no identity provider 99/],
    ['an unknown id', ['remove', 'x'], 4, /there is no identity provider x/],
    ['no attribute', ['update', '1'], 64, /give at least one attribute/],
    ['both states', ['update', '1', '--enable', '--disable'], 64, /cannot be used with/],
    [
      'a secret and none',
      ['update', '1', '--secret-file=-', '--no-secret'],
      64,
      /cannot be used with/,
    ],
    ['a missing file', ['update', '1', '--secret-file', '/nowhere'], 1, /cannot be read: ENOENT/],
  ])('rejects %s: %j', async (_, words, code, message) => {
    const result = await run(words);
    expect({ code: result.code, output: result.output }).toEqual({ code, output: '' });
    expect(result.errors).toMatch(message);
    expect(result.errors).not.toContain('/nowhere');
  });

  it.each<[string, string, RegExp]>([
    ['--key', 'Not a key', /key must have 1 to 40/],
    ['--issuer', 'https://login.example.com?a=1', /issuer must be the issuer of the provider/],
    ['--issuer', 'https://user@login.example.com', /issuer must be the issuer of the provider/],
    ['--issuer', 'javascript:alert(1)', /issuer must be the issuer of the provider/],
    ['--issuer', 'https://login.example.com/a/../b', /issuer must be the issuer of the provider/],
    ['--client-id', 'é', /clientId must have/],
    ['--name', 'x'.repeat(61), /name must be/],
    ['--scopes', 'a b c d e', /scopes must contain no more than 4/],
  ])('rejects %s %s', async (option, value, message) => {
    const result = await run([...addition('backoffice'), option, value]);
    expect(result.code).toBe(1);
    expect(result.errors).toMatch(message);
  });

  it('rejects a second provider with the key or the issuer of another one', async () => {
    await runJson(addition('backoffice'));
    const same = await run(addition('backoffice'));
    expect(same.errors).toContain(`a provider of the backoffice with the key "${COMPANY}" already`);
    const other = await run([...addition('backoffice'), '--key', 'other']);
    expect(other.errors).toContain(`with the issuer "${provider.issuer}" already`);
  });
});

describe('latchkey keys reseal', () => {
  it('seals secrets for providers with the new key-encryption key', async () => {
    await runJson(addition('storefront', '--secret-file', '-'), provider.clientSecret);
    const reseal = async (current: string, previous: string) => {
      const environment = {
        PATH: process.env.PATH ?? '',
        DATABASE_URL: applications.database.url,
        STOREFRONT_KEY_ENCRYPTION_KEY: current,
        STOREFRONT_PREVIOUS_KEY_ENCRYPTION_KEY: previous,
      };
      const words = ['keys', 'reseal', '--side', 'storefront', '--json'];
      const { output } = await latchkey({ environment }, ...words);
      return (JSON.parse(output) as { secrets: number }).secrets;
    };
    const key = randomBytes(32).toString('base64');
    expect(await reseal(key, keys.STOREFRONT_KEK)).toBe(1);
    expect(await reseal(key, keys.STOREFRONT_KEK)).toBe(0);
    expect(await canSignIn()).toBe(false);
    expect(await reseal(keys.STOREFRONT_KEK, key)).toBe(1);
    expect(await canSignIn()).toBe(true);
  });
});

describe('/api/identity-providers', () => {
  const PATH = '/api/identity-providers';
  const newProvider = (side: string, others = {}) => ({
    type: 'identity-providers',
    attributes: {
      side,
      key: COMPANY,
      name: 'Company',
      issuer: provider.issuer,
      clientId: 'latchkey',
      clientSecret: provider.clientSecret,
      ...others,
    },
  });
  const ADMINISTRATOR = 'identity-providers:read identity-providers:write clients:admin';
  const call = async (scopes = ADMINISTRATOR) => apiOf(applications.backoffice, scopes);

  it('creates a provider of the storefront, whose key the back office lacks', async () => {
    const providers = await call();
    const created = await providers.post(PATH, newProvider('storefront', { scopes: ['email'] }));
    expect(created).toMatchObject({ status: 201 });
    expect(created.body).toMatchObject({
      data: {
        type: 'identity-providers',
        id: '1',
        attributes: {
          side: 'storefront',
          key: COMPANY,
          name: 'Company',
          issuer: provider.issuer,
          clientId: 'latchkey',
          hasClientSecret: true,
          scopes: ['openid', 'email'],
          enabled: true,
          createdAt: ISO,
          updatedAt: ISO,
        },
      },
    });
    expect(JSON.stringify(created.body)).not.toContain('clientSecret"');
    expect(await canSignIn()).toBe(true);
    const listed = await providers.get(`${PATH}?filter[side]=storefront&sort=-name`);
    expect(listed.body).toMatchObject({ data: [{ id: '1' }] });
    expect((await providers.get(`${PATH}?filter[side]=backoffice`)).body).toMatchObject({
      data: [],
    });
  });

  it('changes and deletes a provider', async () => {
    const providers = await call();
    await providers.post(PATH, newProvider('storefront'));
    const patch = async (attributes: object) =>
      providers.patch(`${PATH}/1`, { type: 'identity-providers', id: '1', attributes });
    const changed = await patch({ name: 'New name', clientSecret: null });
    expect(changed).toMatchObject({
      status: 200,
      body: { data: { attributes: { name: 'New name', hasClientSecret: false } } },
    });
    expect((await events())[0]).toMatchObject({
      actor_type: 'client',
      action: 'identity_provider.updated',
      before: { name: 'Company', clientSecretTag: TAG },
      after: { name: 'New name', clientSecretTag: null },
    });
    expect((await patch({ issuer: 'https://evil.example' })).status).toBe(400);
    expect((await patch({ key: 'other' })).status).toBe(400);
    expect((await providers.delete(`${PATH}/1`)).status).toBe(204);
    expect((await providers.get(`${PATH}/1`)).status).toBe(404);
    expect((await providers.delete(`${PATH}/1`)).status).toBe(404);
    expect((await patch({ name: 'x' })).status).toBe(404);
  });

  it('rejects a second provider with the same key', async () => {
    const providers = await call();
    await providers.post(PATH, newProvider('storefront'));
    expect(await providers.post(PATH, newProvider('storefront'))).toMatchObject({
      status: 409,
      body: {
        errors: [{ code: 'already_exists', source: { pointer: '/data/attributes/key' } }],
      },
    });
  });

  it('lets callers without clients:admin only disable and delete providers', async () => {
    const providers = await call('identity-providers:read identity-providers:write clients:write');
    await runJson(addition('storefront'));
    const rejected = { status: 403, body: { errors: [{ code: 'scope_not_held' }] } };
    expect(await providers.post(PATH, newProvider('backoffice'))).toMatchObject(rejected);
    const patch = async (attributes: object) =>
      providers.patch(`${PATH}/1`, { type: 'identity-providers', id: '1', attributes });
    expect(await patch({ name: 'x' })).toMatchObject(rejected);
    expect(await patch({ name: 'x', enabled: false })).toMatchObject(rejected);
    expect((await patch({ enabled: false })).body).toMatchObject({
      data: { attributes: { name: 'Company', enabled: false } },
    });
    expect(await patch({ enabled: true })).toMatchObject(rejected);
    expect((await providers.delete(`${PATH}/1`)).status).toBe(204);
    const reader = await call('identity-providers:read');
    expect((await reader.get(PATH)).status).toBe(200);
    expect((await reader.post(PATH, newProvider('backoffice'))).status).toBe(403);
  });
});

describe('the login of an application', () => {
  it('of the storefront reads its own providers, and writes none', async () => {
    await runJson(addition('backoffice'));
    await runJson(addition('storefront'));
    const client = new Client(applications.database.urlOf('storefront'));
    await client.connect();
    try {
      const { rows } = await client.query('SELECT side FROM identity_providers');
      expect(rows).toEqual([{ side: 'storefront' }]);
      const attempts = [
        `INSERT INTO identity_providers (side, key, name, issuer, client_id)
         VALUES ('storefront', 'a', 'a', 'b', 'c')`,
        `UPDATE identity_providers SET client_id = 'evil'`,
        'DELETE FROM identity_providers',
      ];
      for (const sql of attempts) {
        await expect(client.query(sql)).rejects.toThrow('permission denied');
      }
    } finally {
      await client.end();
    }
  });

  it('of the back office adds no identity at the storefront, and changes no issuer or key of the storefront', async () => {
    await runJson(addition('storefront'));
    const client = new Client(applications.database.urlOf('backoffice'));
    await client.connect();
    try {
      await expect(
        client.query(
          `INSERT INTO linked_identities (side, person_id, issuer, subject)
           VALUES ('storefront', 1, $1, 'evil')`,
          [provider.issuer],
        ),
      ).rejects.toThrow('row-level security');
      await expect(
        client.query(`UPDATE identity_providers SET issuer = 'https://evil.example'`),
      ).rejects.toThrow('permission denied');
      const { rowCount } = await client.query(
        `UPDATE sealing_keys SET public_key = $1 WHERE side = 'storefront'`,
        [randomBytes(32)],
      );
      expect(rowCount).toBe(0);
    } finally {
      await client.end();
    }
  });
});
