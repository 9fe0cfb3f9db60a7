import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { latchkeyProcess } from '../support/commands.js';
import { latchkey } from '../support/latchkey.js';
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
  it('creates a client whose secret works at once, and only on its own side', async () => {
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

  it('disables and enables a client', async () => {
    const client = JSON.parse((await create('shop', 'storefront')).output);
    expect(client.clientSecret).toMatch(/^lks_/);
    const ask = async () =>
      (await tokenRequest(applications.storefront, credentials(client))).status;
    expect(await ask()).toBe(200);
    expect(await run('clients', 'disable', client.clientId)).toEqual({
      code: 0,
      output: `shop (${client.clientId}) is disabled\n`,
      errors: '',
    });
    await expect.poll(ask).toBe(401);
    await run('clients', 'enable', client.clientId);
    await expect.poll(ask).toBe(200);
    await run('clients', 'delete', client.clientId, '--yes', '--force');
    await expect.poll(ask).toBe(401);
  });

  it('lists and shows clients as a table and as JSON, never with a secret', async () => {
    const client = JSON.parse((await create('pim')).output);
    const table = (await run('clients', 'list')).output;
    expect(table).toMatch(
      /^clientId +side +owner +name +scopes +grantTypes +enabled +keys +networks +updatedAt +lastUsedAt\n/,
    );
    expect(table).toContain(client.clientId);
    const list = JSON.parse(
      (await run('clients', 'list', '--side', 'backoffice', '--json')).output,
    );
    expect(list).toContainEqual({
      clientId: client.clientId,
      side: 'backoffice',
      owner: null,
      name: 'pim',
      description: null,
      scopes: ['users:read', 'users:write'],
      grantTypes: ['client_credentials'],
      redirectUris: [],
      postLogoutRedirectUris: [],
      isPublic: false,
      isThirdParty: false,
      accessTokenLifetime: null,
      dpopBoundAccessTokens: false,
      allowedNetworks: [],
      enabled: true,
      expiresAt: null,
      contact: null,
      jwks: null,
      jwksUri: null,
      limits: null,
      tokensValidAfter: null,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      lastUsedAt: null,
    });
    expect(list.every(({ side }: { side: string }) => side === 'backoffice')).toBe(true);
    const shown = (await run('clients', 'show', client.clientId, '--json')).output;
    expect(JSON.parse(shown)).toMatchObject({ clientId: client.clientId, name: 'pim' });
    expect(table + shown).not.toContain(client.clientSecret);
  });

  it('creates a client for people without a secret, and changes it to one with a secret', async () => {
    const created = await run(
      ...'clients create --side storefront --name shop --scopes users:read --public --json'.split(
        ' ',
      ),
      ...'--grant-types authorization_code,refresh_token --third-party'.split(' '),
      '--redirect-uris',
      'https://shop.example/callback http://127.0.0.1/',
      '--post-logout-redirect-uris',
      'https://shop.example/',
    );
    expect(created).toMatchObject({ code: 0, errors: '' });
    const { clientId, ...rest } = JSON.parse(created.output);
    expect(rest).toEqual({ side: 'storefront', name: 'shop', scopes: ['users:read'] });
    const shown = async () => JSON.parse((await run('clients', 'show', clientId, '--json')).output);
    expect(await shown()).toMatchObject({
      grantTypes: ['authorization_code', 'refresh_token'],
      redirectUris: ['https://shop.example/callback', 'http://127.0.0.1/'],
      postLogoutRedirectUris: ['https://shop.example/'],
      isPublic: true,
      isThirdParty: true,
    });
    expect(await run('secrets', 'create', clientId)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('a public client has no secrets'),
    });

    const updated = await run(
      ...`clients update ${clientId} --grant-types client_credentials --no-public`.split(' '),
      ...'--no-third-party --no-redirect-uris --no-post-logout-redirect-uris --json'.split(' '),
    );
    expect(updated).toMatchObject({ code: 0, errors: '' });
    expect(await shown()).toMatchObject({
      grantTypes: ['client_credentials'],
      redirectUris: [],
      postLogoutRedirectUris: [],
      isPublic: false,
      isThirdParty: false,
    });
    expect(await run('secrets', 'create', clientId)).toMatchObject({ code: 0, errors: '' });
  });

  it('says which attributes of a client for people are missing', async () => {
    const words = 'clients create --side storefront --name app --scopes users:read --public';
    expect(await run(...words.split(' '))).toMatchObject({
      code: 1,
      output: '',
      errors: expect.stringContaining('grantTypes must not have client_credentials'),
    });
  });

  it('creates a client with every attribute, and removes each attribute again', async () => {
    const [{ id: owner }] = (await applications.database.query(
      `INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('kim', 'kim@example.com', 'Kim', 'Doe') RETURNING id`,
    )) as [{ id: string }];
    const words =
      '--description|for the warehouse|--lifetime|600|--dpop-bound|--networks|10.0.0.0/8, 192.0.2.1|' +
      `--expires|2099-01-01T00:00:00+01:00|--contact|ops@example.com|--limits|tokensPerMinute=60 requestsInFlight=0|--owner|${owner}`;
    const created = await run(
      ...'clients create --side backoffice --name full --scopes users:read --json'.split(' '),
      '--no-secret',
      ...words.split('|'),
    );
    expect(created).toMatchObject({ code: 0, errors: '' });
    const { clientId, ...rest } = JSON.parse(created.output);
    expect(rest).toEqual({ side: 'backoffice', name: 'full', scopes: ['users:read'] });
    const full = {
      clientId,
      side: 'backoffice',
      owner,
      name: 'full',
      description: 'for the warehouse',
      scopes: ['users:read'],
      accessTokenLifetime: 600,
      dpopBoundAccessTokens: true,
      allowedNetworks: ['10.0.0.0/8', '192.0.2.1/32'],
      enabled: true,
      expiresAt: '2098-12-31T23:00:00.000Z',
      contact: 'ops@example.com',
      limits: { requestsInFlight: 0, tokensPerMinute: 60 },
    };
    const shown = async () => JSON.parse((await run('clients', 'show', clientId, '--json')).output);
    expect(await shown()).toMatchObject(full);
    const owned = await run('clients', 'list', '--owner', owner, '--json');
    expect(JSON.parse(owned.output)).toMatchObject([full]);

    const updated = await run(
      ...`clients update ${clientId} --name bare --scopes users:write --json`.split(' '),
      ...'--no-description --no-lifetime --no-dpop-bound --no-networks --no-expires --no-contact --no-limits'.split(
        ' ',
      ),
    );
    const bare = {
      ...full,
      name: 'bare',
      description: null,
      scopes: ['users:write'],
      accessTokenLifetime: null,
      dpopBoundAccessTokens: false,
      allowedNetworks: [],
      expiresAt: null,
      contact: null,
      jwks: null,
      jwksUri: null,
      limits: null,
    };
    expect(updated).toMatchObject({ code: 0, errors: '' });
    expect(JSON.parse(updated.output)).toMatchObject(bare);
    expect(await shown()).toMatchObject(bare);
    // Failures of earlier tests may be recorded late.
    const newest = ['--subject', `oauth-clients:${clientId}`, '--limit', '1', '--json'];
    const [event] = JSON.parse((await run('audit', 'list', ...newest)).output);
    expect(event).toMatchObject({ action: 'client.updated', actorType: 'command' });
  });

  it('records no change when the same scopes are given in another order', async () => {
    const { clientId } = JSON.parse((await create('orderly')).output);
    const events = async () =>
      JSON.parse(
        (await run('audit', 'list', '--subject', `oauth-clients:${clientId}`, '--json')).output,
      );
    expect(
      await run('clients', 'update', clientId, '--scopes', 'users:write users:read'),
    ).toMatchObject({ code: 0 });
    expect((await events()).map(({ action }: { action: string }) => action)).toEqual([
      'client.created',
    ]);
  });

  it('lists any number of clients, read page by page, as one table or one array', async () => {
    await applications.database.query(
      `INSERT INTO oauth_clients (client_id, side, name, scopes, enabled)
       SELECT gen_random_uuid(), 'storefront', 'many ' || lpad(n::text, 4, '0'), '{users:read}', n % 2 = 0
       FROM generate_series(1, 1200) n`,
    );
    const list = async (...words: string[]) =>
      run('clients', 'list', '--side', 'storefront', ...words);
    const all = JSON.parse((await list('--json')).output).map(({ name }: { name: string }) => name);
    expect(all.filter((name: string) => name.startsWith('many'))).toHaveLength(1200);
    expect(all).toEqual(
      (
        await applications.database.query(
          `SELECT name FROM oauth_clients WHERE side = 'storefront' ORDER BY name`,
        )
      ).map(({ name }) => name),
    );
    const table = (await list('--disabled')).output.trimEnd().split('\n');
    expect(table).toHaveLength(601);
    expect(table.filter((line) => line.startsWith('clientId'))).toHaveLength(1);
    expect(JSON.parse((await list('--limit', '700', '--json')).output)).toHaveLength(700);
    expect(await list('--enabled', '--disabled')).toMatchObject({ code: 64, output: '' });
    expect((await list('--owner', '999')).output).toBe('none\n');
    expect((await list('--owner', '999', '--json')).output).toBe('[]\n');
    await applications.database.query(`DELETE FROM oauth_clients WHERE name LIKE 'many%'`);
  });

  it('lists unused clients and scopes, and how much each client is used', async () => {
    const idle = JSON.parse((await create('idle', 'storefront')).output).clientId;
    const busy = JSON.parse((await create('busy', 'storefront')).output).clientId;
    const { database } = applications;
    await database.query(
      `UPDATE oauth_clients SET created_at = now() - interval '100 days',
         last_used_at = CASE client_id WHEN $1 THEN now() END WHERE client_id IN ($1, $2)`,
      [busy, idle],
    );
    await database.query(
      `INSERT INTO client_scope_usage VALUES ($1, 'users:read', 3, now()),
         ($1, 'users:write', 1, now() - interval '91 days')`,
      [busy],
    );
    await database.query(
      `INSERT INTO client_usage VALUES ($1, date_trunc('hour', now()), 1, 2, 3),
         ($1, now() - interval '3 days', 4, 5, 6)`,
      [busy],
    );
    const unused = JSON.parse(
      (await run('clients', 'unused', '--side', 'storefront', '--json')).output,
    );
    expect(unused).toMatchObject([{ clientId: idle }]);
    expect((await run('clients', 'unused', '--side', 'backoffice')).output).toBe('none\n');
    expect(JSON.parse((await run('scopes', 'unused', busy, '--json')).output)).toEqual([
      { scope: 'users:write', uses: 1, lastUsedAt: expect.any(String) },
    ]);
    expect(JSON.parse((await run('scopes', 'unused', idle, '--json')).output)).toEqual([
      { scope: 'users:read', uses: 0, lastUsedAt: null },
      { scope: 'users:write', uses: 0, lastUsedAt: null },
    ]);
    const hours = JSON.parse((await run('clients', 'usage', busy, '--json')).output);
    expect(hours).toMatchObject([
      { tokensIssued: 1, apiCalls: 2, denials: 3 },
      { tokensIssued: 4, apiCalls: 5, denials: 6 },
    ]);
    const today = (await run('clients', 'usage', busy, '--days', '1')).output;
    expect(today).toMatch(/^hour +tokensIssued +apiCalls +denials\n\S+ +1 +2 +3\n$/);
  });

  it('creates one client when five commands use the same name at the same time', async () => {
    const runs = await Promise.all(Array.from({ length: 5 }, () => create('twin')));
    expect(runs.map(({ code }) => String(code)).toSorted()).toEqual(['0', '1', '1', '1', '1']);
    const refused = runs.find(({ code }) => code === 1)!;
    expect(refused).toMatchObject({
      output: '',
      errors: 'latchkey: there is a backoffice client named "twin" already\n',
    });
  });

  it('allows the same client name on the other side', async () => {
    expect((await create('both', 'backoffice')).code).toBe(0);
    expect((await create('both', 'storefront')).code).toBe(0);
  });

  it('stores no secret in plain text in the database', async () => {
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
      state: 'active',
      since: keys[0].activatedAt,
      authentic: null, // this command has no key-encryption key
      createdAt: expect.any(String),
      activatedAt: expect.any(String),
      retiredAt: null,
      verifiesUntil: null,
      lackedBy: [],
    });
  });

  it('generates a key-encryption key of 32 bytes', async () => {
    const { output } = await run('keys', 'new-kek');
    expect(Buffer.from(output, 'base64')).toHaveLength(32);
  });

  it('runs migrations, and reports when there are none to run', async () => {
    expect(await run('database', 'migrate')).toEqual({
      code: 0,
      output: 'nothing to migrate\n',
      errors: '',
    });
  });

  it.each([
    ['an unknown client', 4, ['clients', 'disable', 'abc'], 'there is no client abc'],
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
      'scopes must contain at least 1 elements',
    ],
    [
      'a name of spaces',
      1,
      ['clients', 'create', '--side', 'storefront', '--name', ' ', '--scopes', 'users:read'],
      'name must not begin or end with a blank',
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
      'name must not contain the character U+001B',
    ],
    [
      'another side',
      64,
      ['clients', 'create', '--side', 'x', '--name', 'x', '--scopes', 'users:read'],
      'Allowed choices are backoffice, storefront',
    ],
    [
      'a missing option',
      64,
      ['clients', 'create', '--side', 'storefront'],
      "required option '--name <name>' not specified",
    ],
    ['an unknown command of secrets', 64, ['secrets', 'rotat', 'x'], 'Did you mean rotate?'],
    [
      'a change of nothing',
      64,
      ['clients', 'update', '5f0c1f0e-5b0b-4a33-9c5e-0d2b1f8f8a11'],
      'give at least one attribute to change',
    ],
    [
      'several wrong attributes',
      1,
      'clients create --side storefront --name x --scopes users:read --lifetime 59 --networks 10.0.0.1/8'.split(
        ' ',
      ),
      'must be an IP address or a CIDR range',
    ],
    [
      'a lifetime in words',
      64,
      ['clients', 'update', 'x', '--lifetime', 'long'],
      'It must be a number',
    ],
    ['usage of nobody', 4, ['clients', 'usage', 'abc'], 'there is no client abc'],
    ['scopes of nobody', 4, ['scopes', 'unused', 'abc'], 'there is no client abc'],
    ['an unknown command', 64, ['clients', 'disble', 'x'], 'Did you mean disable?'],
  ])('answers %s with exit code %i and one message', async (_, code, words, message) => {
    const result = await run(...words);
    expect(result).toMatchObject({ code, output: '' });
    expect(result.errors).toMatch(/^latchkey: /);
    expect(result.errors).toContain(message);
    expect(result.errors).not.toContain('    at ');
  });

  it('reads standard input, and ends with the exit code of its command', async () => {
    const environment = { PATH: process.env.PATH ?? '', LATCHKEY_CONFIG: '/nowhere.yml' };
    const options = { environment, input: 'not a secret\n' };
    const words = ['secrets', 'identify', '-', '--json'];
    expect(await latchkeyProcess(options, ...words)).toEqual({
      code: 1,
      output: expect.stringMatching(/^\{\s+"secret": false,/),
      errors: '',
    });
    expect(await latchkeyProcess(options, ...words, '--jsn')).toEqual({
      code: 64,
      output: '',
      errors: "latchkey: unknown option '--jsn' (Did you mean --json?)\n",
    });
  });

  it.each([
    ['is quiet when the reader of its output has ended', 'true', [0, '']],
    [
      'reports an output that cannot be written',
      'cat >/dev/null',
      [1, expect.stringMatching(/^latchkey: .* output could not be written: ENOSPC.*\n$/)],
    ],
  ])('%s', async (_, reader, [code, errors]) => {
    const make = `"${process.execPath}" bin/latchkey.js secrets make --side backoffice`;
    const target = reader === 'true' ? '' : '>/dev/full';
    const { stdout, stderr } = await promisify(execFile)('bash', [
      '-c',
      `${make} ${target} | ${reader}; echo "\${PIPESTATUS[0]}"`,
    ]);
    expect([Number(stdout), stderr]).toEqual([code, errors]);
  });

  it('prints only the result to standard output, and reports a database that does not answer to standard error', async () => {
    const result = await latchkeyProcess(
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

  it('exits with code 78 when the configuration is invalid', async () => {
    const environment = { PATH: process.env.PATH ?? '', BACKOFFICE_PORT: 'abc' };
    const { code, errors } = await latchkey({ environment }, 'clients', 'list');
    expect(code).toBe(78);
    expect(errors).toContain('backoffice.port');
  });
});
