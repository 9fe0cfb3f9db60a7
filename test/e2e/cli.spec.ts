import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { latchkey } from '../support/commands.js';
import { credentials, tokenRequest } from '../support/requests.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

const run = async (...words: string[]) =>
  latchkey(
    {
      environment: { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url },
    },
    ...words,
  );

const create = async (name: string, side = 'backoffice', scopes = 'users:read users:write') =>
  run('clients', 'create', '--side', side, '--name', name, '--scopes', scopes, '--json');

describe('latchkey clients', () => {
  it('creates a client whose secret works at once, and only on its side', async () => {
    const { code, output, errors } = await create('erp');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const client = JSON.parse(output);
    expect(client).toEqual({
      clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientSecret: expect.stringMatching(/^lkb_[0-9A-Za-z]{49}$/),
      side: 'backoffice',
      name: 'erp',
      scopes: ['users:read', 'users:write'],
    });
    expect((await tokenRequest(applications.backoffice, credentials(client))).status).toBe(200);
    expect((await tokenRequest(applications.storefront, credentials(client))).status).toBe(401);
  });

  it('disables and enables it', async () => {
    const client = JSON.parse((await create('shop', 'storefront')).output);
    expect(client.clientSecret).toMatch(/^lks_/);
    const ask = async () =>
      (await tokenRequest(applications.storefront, credentials(client))).status;
    expect(await ask()).toBe(200);
    expect(await run('clients', 'disable', client.clientId)).toEqual({
      code: 0,
      output: `${client.clientId} is disabled\n`,
      errors: '',
    });
    expect(await ask()).toBe(401);
    await run('clients', 'enable', client.clientId);
    expect(await ask()).toBe(200);
    await run('clients', 'delete', client.clientId);
    expect(await ask()).toBe(401);
  });

  it('lists and shows clients as a table and as JSON, never with a secret', async () => {
    const client = JSON.parse((await create('pim')).output);
    const table = (await run('clients', 'list')).output;
    expect(table).toMatch(/^clientId +side +name +scopes +enabled +createdAt\n/);
    expect(table).toContain(client.clientId);
    const list = JSON.parse(
      (await run('clients', 'list', '--side', 'backoffice', '--json')).output,
    );
    expect(list).toContainEqual({
      clientId: client.clientId,
      side: 'backoffice',
      name: 'pim',
      scopes: ['users:read', 'users:write'],
      enabled: true,
      createdAt: expect.any(String),
    });
    expect(list.every(({ side }: { side: string }) => side === 'backoffice')).toBe(true);
    const shown = (await run('clients', 'show', client.clientId, '--json')).output;
    expect(JSON.parse(shown)).toMatchObject({ clientId: client.clientId, name: 'pim' });
    expect(table + shown).not.toContain(client.clientSecret);
  });

  it('makes one client when five ask for the same name at the same time', async () => {
    const runs = await Promise.all(Array.from({ length: 5 }, () => create('twin')));
    expect(runs.map(({ code }) => String(code)).toSorted()).toEqual(['0', '1', '1', '1', '1']);
    const refused = runs.find(({ code }) => code === 1)!;
    expect(refused).toMatchObject({
      output: '',
      errors: 'latchkey: there is a backoffice client named "twin" already\n',
    });
  });

  it('lets the other side have the same name', async () => {
    expect((await create('both', 'backoffice')).code).toBe(0);
    expect((await create('both', 'storefront')).code).toBe(0);
  });

  it('keeps no secret in the database', async () => {
    const { clientSecret } = JSON.parse((await create('secretive')).output);
    const rows = await applications.database.query(
      `SELECT to_jsonb(s) AS secret, to_jsonb(c) AS client
       FROM oauth_client_secrets s JOIN oauth_clients c USING (client_id)`,
    );
    expect(JSON.stringify(rows)).not.toContain(clientSecret.slice(0, 20));
    expect(JSON.stringify(rows)).toContain(clientSecret.slice(-4));
  });
});

describe('latchkey', () => {
  it('lists the signing key of each side', async () => {
    const keys = JSON.parse((await run('keys', 'list', '--json')).output);
    expect(keys.map(({ side }: { side: string }) => side)).toEqual(['backoffice', 'storefront']);
    expect(keys[0]).toEqual({
      kid: expect.stringMatching(/^[\w-]{43}$/),
      side: 'backoffice',
      algorithm: 'ES256',
      createdAt: expect.any(String),
    });
  });

  it('makes a key-encryption key of 32 bytes', async () => {
    const { output } = await run('keys', 'new-kek');
    expect(Buffer.from(output, 'base64')).toHaveLength(32);
  });

  it('migrates, and says when there is nothing to do', async () => {
    expect(await run('database', 'migrate')).toEqual({
      code: 0,
      output: 'nothing to migrate\n',
      errors: '',
    });
  });

  it.each([
    ['an unknown client', 1, ['clients', 'disable', 'abc'], 'there is no client abc'],
    [
      'an unknown scope',
      1,
      ['clients', 'create', '--side', 'storefront', '--name', 'x', '--scopes', 'user:read'],
      'no scope "user:read"; the storefront has users:read, users:write',
    ],
    [
      'no scope',
      1,
      ['clients', 'create', '--side', 'storefront', '--name', 'x', '--scopes', ' '],
      'a client needs a scope',
    ],
    [
      'a name of spaces',
      1,
      ['clients', 'create', '--side', 'storefront', '--name', ' ', '--scopes', 'users:read'],
      'a name has 1 to 100 printable characters',
    ],
    [
      'a name with an escape',
      1,
      [
        'clients',
        'create',
        '--side',
        'storefront',
        '--name',
        '\u001b[2J',
        '--scopes',
        'users:read',
      ],
      'a name has 1 to 100 printable characters',
    ],
    [
      'another side',
      2,
      ['clients', 'create', '--side', 'x', '--name', 'x', '--scopes', 'users:read'],
      'Allowed choices are backoffice, storefront',
    ],
    [
      'a missing option',
      2,
      ['clients', 'create', '--side', 'storefront'],
      "required option '--name <name>' not specified",
    ],
    ['an unknown command', 2, ['clients', 'disble', 'x'], 'Did you mean disable?'],
  ])('answers %s with exit code %i and one message', async (_, code, words, message) => {
    const result = await run(...words);
    expect(result).toMatchObject({ code, output: '' });
    expect(result.errors).toMatch(/^latchkey: /);
    expect(result.errors).toContain(message);
    expect(result.errors).not.toContain('    at ');
  });

  it('keeps standard output for the result, and tells of a database that does not answer elsewhere', async () => {
    const result = await latchkey(
      {
        environment: {
          PATH: process.env.PATH ?? '',
          DATABASE_URL: 'postgres://someone:topsecret@127.0.0.1:9/none',
        },
      },
      'clients',
      'list',
      '--json',
    );
    expect(result).toEqual({
      code: 1,
      output: '',
      errors:
        'latchkey: waiting for the database at postgres://someone@127.0.0.1:9/none (connection refused)\n' +
        'latchkey: no database at postgres://someone@127.0.0.1:9/none after 5 seconds (connection refused)\n',
    });
  });

  it('answers a configuration that is wrong with exit code 78', async () => {
    const environment = { PATH: process.env.PATH ?? '', BACKOFFICE_PORT: 'abc' };
    const { code, errors } = await latchkey({ environment }, 'clients', 'list');
    expect(code).toBe(78);
    expect(errors).toContain('backoffice.port');
  });
});
