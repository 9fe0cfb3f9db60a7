import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeClientSecret } from '#oauth';
import { Command } from '../support/commands.js';
import { latchkey } from '../support/latchkey.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let directory: string;
let environment: Record<string, string>;

beforeEach(async () => {
  database = await createDatabase();
  directory = await mkdtemp(join(tmpdir(), 'latchkey-'));
  environment = { PATH: process.env.PATH ?? '', DATABASE_URL: database.url };
});
afterEach(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

const path = () => join(directory, 'clients.yml');
const write = async (yaml: string) => writeFile(path(), yaml);
const run = async (...words: string[]) => latchkey({ environment }, 'clients', ...words);
const plan = async (...options: string[]) => run('plan', path(), ...options);
const apply = async (...options: string[]) => run('apply', path(), ...options);
const rows = async (table: string) => database.query(`SELECT * FROM ${table} ORDER BY 1, 2`);
const actions = async () =>
  (await database.query('SELECT action FROM audit_events ORDER BY id')).map(({ action }) => action);

/** Applies, and proves that nothing is left to do. */
async function applied(...options: string[]): Promise<string> {
  const { code, output, errors } = await apply(...options);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const again = await plan(...options);
  expect(again).toMatchObject({ code: 0, errors: '' });
  expect(again.output).toMatch(/^nothing to do$/m);
  return output;
}

async function staffUser(): Promise<string> {
  const [row] = await database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name)
     VALUES ('kim', 'kim@example.com', 'Kim', 'Doe') RETURNING id`,
  );
  return String(row!.id);
}

const ERP = `
backoffice:
  - name: erp
    scopes: [users:read]
    secrets:
      - label: main
`;

describe('latchkey clients apply', () => {
  it('sets every attribute and secret that the file has, and resets those it leaves out', async () => {
    const secret = makeClientSecret('backoffice');
    await writeFile(join(directory, 'erp'), `${secret}\n`);
    environment.SHOP_SECRET = makeClientSecret('storefront');
    const owner = await staffUser();
    const full = `
backoffice:
  - name: erp
    description: for the warehouse
    scopes: [users:write, users:read]
    accessTokenLifetime: 600
    dpopBoundAccessTokens: true
    allowedNetworks: [10.0.0.0/8, '::ffff:1.2.3.0/120', 192.0.2.1]
    enabled: false
    expiresAt: 2099-01-01T00:00:00+01:00
    owner: '${owner}'
    contact: ops@example.com
    limits: { tokensPerMinute: 60 }
    secrets:
      - label: main
        secret: \${file:erp}
        expiresAt: 2098-01-01T00:00:00Z
      - label: spare
storefront:
  - name: shop
    scopes: [users:read]
    secrets: [{ label: main, secret: '\${env:SHOP_SECRET}' }]
`;
    await write(full);
    const planned = await plan();
    expect(planned).toEqual({
      code: 2,
      output:
        `+ backoffice client "erp" (of user ${owner})\n` +
        `+ secret "main" of backoffice client "erp" (of user ${owner})\n` +
        `+ secret "spare" of backoffice client "erp" (of user ${owner})\n` +
        '+ storefront client "shop"\n' +
        '+ secret "main" of storefront client "shop"\n' +
        '5 changes to apply\n',
      errors: '',
    });
    expect(await rows('oauth_clients')).toEqual([]);

    const done = await applied();
    expect(done).toContain(planned.output.replace('to apply', 'applied'));
    expect(done.match(/lk[bs]_\w{49}/g)).toHaveLength(1);
    expect(done).not.toContain(secret);
    expect(done).not.toContain(environment.SHOP_SECRET);
    const [client] = JSON.parse((await run('list', '--side', 'backoffice', '--json')).output);
    expect(client).toMatchObject({
      owner,
      name: 'erp',
      description: 'for the warehouse',
      scopes: ['users:read', 'users:write'],
      accessTokenLifetime: 600,
      dpopBoundAccessTokens: true,
      enabled: false,
      expiresAt: '2098-12-31T23:00:00.000Z',
      contact: 'ops@example.com',
      limits: { tokensPerMinute: 60 },
    });
    expect(client.allowedNetworks).toHaveLength(3);
    expect(
      (await rows('oauth_client_secrets')).map(({ label }) => String(label)).toSorted(),
    ).toEqual(['main', 'main', 'spare']);
    const recorded = await actions();
    expect(recorded).toHaveLength(5);

    await write(`
backoffice: [{ name: erp, owner: '${owner}', scopes: ['users:read'] }]
`);
    expect(await plan()).toMatchObject({
      code: 2,
      output: expect.stringMatching(/^9 changes to/m),
    });
    expect(await applied()).toContain(
      `~ backoffice client "erp" (of user ${owner}, ${client.clientId}): ` +
        'scopes users:read users:write → users:read\n',
    );
    expect((await actions()).slice(5)).toEqual(['client.updated']);
    const shown = JSON.parse((await run('show', client.clientId, '--json')).output);
    expect(shown).toMatchObject({
      description: null,
      scopes: ['users:read'],
      accessTokenLifetime: null,
      dpopBoundAccessTokens: false,
      allowedNetworks: [],
      enabled: true,
      expiresAt: null,
      contact: null,
      limits: null,
    });
  });

  it('changes nothing when it runs again', async () => {
    await write(ERP);
    await applied();
    const before = [await rows('oauth_clients'), await rows('oauth_client_secrets')];
    const events = await actions();
    const second = JSON.parse((await apply('--json')).output);
    expect(second).toEqual({
      changes: [],
      unnamedChanges: 0,
      drift: [],
      unnamedDrift: 0,
      secrets: [],
    });
    expect([await rows('oauth_clients'), await rows('oauth_client_secrets')]).toEqual(before);
    expect(await actions()).toEqual(events);
  });

  it('prints a secret that it generates once, also as JSON', async () => {
    await write(ERP);
    const { secrets, changes } = JSON.parse((await apply('--json')).output);
    expect(secrets).toEqual([
      {
        clientId: expect.any(String),
        side: 'backoffice',
        name: 'erp',
        label: 'main',
        clientSecret: expect.stringMatching(/^lkb_\w{49}$/),
      },
    ]);
    expect(JSON.stringify(changes)).not.toContain('lkb_');
  });

  it('reports clients and secrets missing from the file, and deletes them with --prune', async () => {
    await write(ERP);
    await applied();
    const create = '--scopes users:read --no-secret --name'.split(' ');
    await run('create', '--side', 'backoffice', ...create, 'by hand');
    await run('create', '--side', 'storefront', ...create, 'elsewhere');
    const [{ client_id: clientId }] = (await database.query(
      `SELECT client_id FROM oauth_clients WHERE name = 'erp'`,
    )) as [{ client_id: string }];
    await latchkey({ environment }, 'secrets', 'create', clientId, '--label', 'by hand');

    const drifted = await plan();
    expect(drifted.code).toBe(0);
    expect(drifted.output).toMatch(
      new RegExp(
        `^\\? secret "by hand" \\([0-9a-f-]{36}\\) of backoffice client "erp" \\(${clientId}\\)\n` +
          '\\? backoffice client "by hand" \\([0-9a-f-]{36}\\)\n' +
          'nothing to do\n' +
          '2 marked \\? are unmanaged \\(not in the file\\): --prune deletes them\n$',
      ),
    );
    expect((await plan('--prune')).code).toBe(2);
    expect(await applied('--prune')).toMatch(
      /^- secret "by hand".*\n- backoffice client "by hand"/,
    );
    const left = (await rows('oauth_clients')).map(({ name }) => String(name));
    expect(left.toSorted()).toEqual(['elsewhere', 'erp']);
    expect((await actions()).slice(-2)).toEqual(['secret.retired', 'client.deleted']);
  });

  it('lists a thousand clients missing from the file, and counts the rest', async () => {
    await write('backoffice: []\n');
    await database.query(
      `INSERT INTO oauth_clients (client_id, side, name, scopes)
       SELECT gen_random_uuid(), 'backoffice', 'many ' || n, '{users:read}' FROM generate_series(1, 1203) n`,
    );
    const { output } = await plan();
    expect(output.split('\n').filter((line) => line.startsWith('? '))).toHaveLength(1001);
    expect(output).toContain('? and 203 more\n');
    expect(output).toContain('1203 marked ? are unmanaged');
    expect(await applied('--prune')).toContain('1203 changes applied\n');
    expect(await rows('oauth_clients')).toEqual([]);
  });

  it('adds a new secret with the same label, and keeps the old one until --prune', async () => {
    const [first, second] = [makeClientSecret('backoffice'), makeClientSecret('backoffice')];
    await write(ERP.replace('label: main', 'label: main\n        secret: ${env:ERP_SECRET}'));
    environment.ERP_SECRET = first;
    await applied();
    environment.ERP_SECRET = second;
    expect(await applied()).toMatch(/^\+ secret "main" of .*\n\? secret "main" /);
    expect(await rows('oauth_client_secrets')).toHaveLength(2);
    expect(await applied('--prune')).toMatch(/^- secret "main" /);
    environment.ERP_SECRET = first;
    expect(await plan()).toEqual({
      code: 1,
      output: '',
      errors:
        'latchkey: the file cannot be applied:\n' +
        '  backoffice[0].secrets[0].secret: has ended and cannot be used again: create another secret\n',
    });
  });

  it('has nothing to do while a secret is rotated', async () => {
    await write(ERP);
    await applied();
    const [{ client_id: clientId }] = (await rows('oauth_clients')) as [{ client_id: string }];
    await latchkey({ environment }, 'secrets', 'rotate', clientId);
    expect(await plan('--prune')).toMatchObject({ code: 0, output: 'nothing to do\n' });
  });

  it('refuses to prune a secret that is in use, and changes nothing else', async () => {
    await write(ERP);
    await applied();
    await database.query(
      `UPDATE oauth_client_secrets SET last_used_at = now(), last_used_address = '192.0.2.1', use_count = 3`,
    );
    await write(ERP.replace('label: main', 'label: other'));
    const events = await actions();
    const refused = await apply('--prune');
    expect(refused).toMatchObject({ code: 1, output: '' });
    expect(refused.errors).toMatch(
      /^latchkey: backoffice client "erp" \(\S+\): the secret was used within .* 3 times in all; .*; nothing was changed\n$/,
    );
    expect(await actions()).toEqual(events);
    expect(await rows('oauth_client_secrets')).toHaveLength(1);
  });

  it('creates one client and one secret when two commands run at the same time', async () => {
    await write(ERP);
    const runs = await Promise.all([apply('--json'), apply('--json')]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    const secrets = runs.flatMap(({ output }) => JSON.parse(output).secrets);
    expect(secrets).toHaveLength(1);
    expect(await rows('oauth_clients')).toHaveLength(1);
    expect(await rows('oauth_client_secrets')).toHaveLength(1);
    expect(await actions()).toEqual(['client.created', 'secret.created']);
  });

  it('leaves nothing behind when it is killed', async () => {
    await write(ERP + ERP.replace('backoffice:', '').replace('erp', 'pim'));
    const other = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    const holder = other.createQueryRunner();
    await holder.startTransaction();
    await holder.query('LOCK TABLE unsealed_audit_events IN SHARE MODE');
    const killed = new Command({ environment }, 'bin/latchkey.js', 'clients', 'apply', path());
    await expect
      .poll(
        async () =>
          database.query(
            `SELECT 1 FROM pg_stat_activity WHERE application_name = 'latchkey command'
               AND wait_event_type = 'Lock' AND datname = current_database()`,
          ),
        { timeout: 20_000 },
      )
      .toHaveLength(1);
    killed.signal('SIGKILL');
    expect((await killed.ended()).code).toBe('SIGKILL');
    await holder.rollbackTransaction();
    await holder.release();
    await other.destroy();
    const commands = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'latchkey command'
      AND datname = current_database()`;
    await expect.poll(async () => database.query(commands), { timeout: 20_000 }).toHaveLength(0);
    expect(await rows('oauth_clients')).toEqual([]);
    expect(await actions()).toEqual([]);
    await applied();
    expect(await rows('oauth_clients')).toHaveLength(2);
  });

  it('fails like the plan when the owner of a client does not exist', async () => {
    await write(ERP.replace('name: erp', `name: erp\n    owner: '999'`));
    const refused = {
      code: 1,
      output: '',
      errors:
        'latchkey: the file cannot be applied:\n  backoffice[0].owner: the backoffice has no user 999\n',
    };
    expect(await plan()).toEqual(refused);
    expect(await apply()).toEqual(refused);
  });
});

describe('a client for people', () => {
  const APP = `
storefront:
  - name: app
    scopes: [users:read]
    grantTypes: [authorization_code, refresh_token]
    redirectUris: [https://shop.example/callback]
    postLogoutRedirectUris: [https://shop.example/]
    isPublic: true
    isThirdParty: true
`;

  it('has the grants that the file has, and the defaults of those it leaves out', async () => {
    await write(APP);
    await applied();
    const list = async () => JSON.parse((await run('list', '--json')).output);
    expect(await list()).toMatchObject([
      {
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: ['https://shop.example/callback'],
        postLogoutRedirectUris: ['https://shop.example/'],
        isPublic: true,
        isThirdParty: true,
      },
    ]);
    await write('storefront: [{ name: app, scopes: [users:read] }]');
    expect((await plan()).output).toContain(
      'grantTypes authorization_code refresh_token → client_credentials',
    );
    await applied();
    expect(await list()).toMatchObject([
      {
        grantTypes: ['client_credentials'],
        redirectUris: [],
        postLogoutRedirectUris: [],
        isPublic: false,
        isThirdParty: false,
      },
    ]);
  });

  it('is rejected with attributes that conflict, and with secrets when it is public', async () => {
    await write(`${APP}    secrets: [{ label: main }]
  - name: machine
    scopes: [users:read]
    isPublic: true
`);
    const { code, errors } = await plan();
    expect({ code, lines: errors.trimEnd().split('\n').slice(1) }).toEqual({
      code: 78,
      lines: [
        '  storefront[0].secrets: must be left out: a public client has no secrets',
        '  storefront[1].grantTypes: must not have client_credentials for a public client: it has no credentials',
      ],
    });
  });

  it('becomes public only without live secrets, which plan names', async () => {
    await write(
      `${APP.replace('isPublic: true', 'isPublic: false')}    secrets: [{ label: main }]`,
    );
    await applied();
    const [{ id }] = (await rows('oauth_client_secrets')) as [{ id: string }];
    await write(APP);
    for (const attempt of [plan, apply]) {
      const { code, errors } = await attempt();
      expect({ code, errors }).toEqual({
        code: 1,
        errors: expect.stringContaining(
          `storefront[0].isPublic: needs a client without live secrets: \`latchkey secrets retire ${id}\``,
        ),
      });
    }
    await latchkey({ environment }, 'secrets', 'retire', id);
    await applied();
  });

  it('gets no redirect URI while it has a secret that apply did not make', async () => {
    const server = APP.replace('isPublic: true', 'isPublic: false');
    await write(server);
    await applied();
    const [{ client_id: clientId }] = (await rows('oauth_clients')) as [{ client_id: string }];
    await latchkey({ environment }, 'secrets', 'create', clientId);
    await write(server.replace('callback]', 'callback, https://shop.example/other]'));
    expect(await plan()).toMatchObject({
      code: 1,
      errors: expect.stringContaining('was not made by apply and would get more rights'),
    });
  });
});

describe('clients.yml', () => {
  it('is rejected with every error, and the errors contain no secret', async () => {
    environment.STOREFRONT_SECRET = makeClientSecret('storefront');
    environment.NO_SECRET = 'hunter2';
    environment.TWICE = makeClientSecret('backoffice');
    await write(`
backofice: []
storefront: {}
backoffice:
  - nam: erp
    scopes: [user:read]
  - name: erp
    scopes: [user:read]
    accessTokenLifetime: 10 minutes
    limits: { tokensPerMinute: many }
    allowedNetworks: [10.0.0.1/8]
    owner: 7
    color: blue
  - { name: twin, scopes: [users:read] }
  - name: twin
    scopes: [users:read]
    secrets:
      - { label: literal, secret: ${makeClientSecret('backoffice')} }
      - { label: other side, secret: '\${env:STOREFRONT_SECRET}' }
      - { label: none, secret: '\${env:NO_SECRET}', expires: 2099-01-01T00:00:00Z }
      - { label: none, secret: '\${env:NOT_SET}' }
      - { secret: '\${file:nowhere}' }
  - { name: many, scopes: [user:read], secrets: { label: main } }
  - name: twice
    scopes: [users:read]
    secrets:
      - { label: one, secret: '\${env:TWICE}' }
      - { label: two, secret: '\${env:TWICE}', expiresAt: tomorrow }
`);
    for (const command of [plan, apply]) {
      const { code, output, errors } = await command();
      expect({ code, output }).toEqual({ code: 78, output: '' });
      const known =
        'users:read, users:write, profile:read, profile:write, customers:read, customers:write, customer-users:read, customer-users:write, roles:read, roles:write, sessions:read, sessions:write, factors:read, factors:write, grants:read, grants:write, clients:read, clients:write, clients:admin, identity-providers:read, identity-providers:write, keys:read, keys:write, tokens:revoke, audit:read, tokens:introspect';
      const [title, ...faults] = errors.trimEnd().split('\n');
      expect(title).toBe(`latchkey: ${path()} is invalid:`);
      expect(faults.map((fault) => fault.replaceAll(directory, '')).toSorted()).toEqual(
        [
          '  backofice: unknown key, did you mean "backoffice"?',
          '  storefront: must be a list of clients; [] means none',
          '  backoffice[0].nam: unknown key, did you mean "name"?',
          '  backoffice[0].name: must be a string',
          '  backoffice[1].color: unknown key; known keys: key, name, description, scopes, grantTypes, redirectUris, postLogoutRedirectUris, isPublic, isThirdParty, accessTokenLifetime, dpopBoundAccessTokens, allowedNetworks, enabled, expiresAt, contact, jwks, jwksUri, limits, owner, secrets',
          '  backoffice[1].accessTokenLifetime: must not be greater than 86400',
          '  backoffice[1].limits: limits: tokensPerMinute must be an integer from 0 to 10000000',
          '  backoffice[1].allowedNetworks: each value in allowedNetworks must be an IP address or a CIDR range such as 10.0.0.0/8, without bits beyond its prefix',
          `  backoffice[1].owner: must be the id of a user in quotes, such as '7'`,
          '  backoffice[3].name: is the name of backoffice[2], with the same owner',
          '  backoffice[3].secrets[0].secret: must be exactly one ${file:path} or ${env:NAME}, not the secret itself',
          '  backoffice[3].secrets[1].secret: does not refer to a client secret of the backoffice: `latchkey secrets make --side backoffice` makes one',
          '  backoffice[3].secrets[2].expires: unknown key, did you mean "expiresAt"?',
          '  backoffice[3].secrets[2].secret: does not refer to a client secret of the backoffice: `latchkey secrets make --side backoffice` makes one',
          '  backoffice[3].secrets[3].label: must be unique within its client',
          '  backoffice[3].secrets[3].secret: the environment variable NOT_SET is not set',
          '  backoffice[3].secrets[4].label: is required: it identifies the secret in later runs',
          '  backoffice[3].secrets[4].secret: cannot read /nowhere (no such file)',
          `  backoffice[4].scopes: no scope "user:read"; the backoffice has ${known}`,
          '  backoffice[4].secrets: must be a list of at most 5 secrets; [] means none',
          '  backoffice[5].secrets[1].expiresAt: must be RFC 3339 date',
          '  backoffice[5].secrets[1].secret: is the same secret as backoffice[5].secrets[0].secret',
        ].toSorted(),
      );
      expect(errors).not.toMatch(/lk[bs]_|hunter2/);
    }
  });

  it.each([
    ['no YAML', 'backoffice: [', 78, 'line 1:14'],
    ['a list', '- name: erp\n', 78, 'must have backoffice and storefront, or one of them'],
    ['empty', '', 78, 'is empty'],
  ])('is rejected when it is %s', async (_, text, code, message) => {
    await write(text);
    const refused = await plan();
    expect(refused).toMatchObject({ code, output: '' });
    expect(refused.errors).toContain(message);
  });

  it('is rejected when the file does not exist', async () => {
    expect(await plan()).toEqual({
      code: 78,
      output: '',
      errors: `latchkey: ${path()} is invalid:\n  cannot read ${path()} (no such file)\n`,
    });
    expect(await run('plan')).toMatchObject({ code: 64, output: '' });
  });
});
