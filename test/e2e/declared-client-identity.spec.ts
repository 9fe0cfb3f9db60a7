import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AUDIT_ENTITIES } from '#audit';
import { makeClientSecret } from '#oauth';
import { OAUTH_ENTITIES, OAuthAdministration } from '#oauth/administration';
import { readClientsFile } from '../../apps/cli/src/declared-clients/clients-file.js';
import { apply, plan } from '../../apps/cli/src/declared-clients/reconciliation.js';
import { startApplications, TESTER, type TestApplications } from '../support/applications.js';
import { makeClientKey } from '../support/client-keys.js';
import { latchkey } from '../support/latchkey.js';
import { accessToken, api, credentials, tokenRequest } from '../support/requests.js';

let applications: TestApplications;
let dataSource: DataSource;
let administration: OAuthAdministration;
let directory: string;
/** Token of a caller that may change clients, but has no scopes beyond the ones needed for it. */
let token: string;

beforeAll(async () => {
  applications = await startApplications();
  const { database } = applications;
  const entities = [...OAUTH_ENTITIES, ...AUDIT_ENTITIES];
  dataSource = await new DataSource({ type: 'postgres', url: database.url, entities }).initialize();
  administration = new OAuthAdministration({ dataSource });
  directory = await mkdtemp(join(tmpdir(), 'latchkey-'));
});
// A new token for each test, since one of the tests prunes the client of the token.
beforeEach(async () => {
  const { backoffice } = applications;
  const client = await backoffice.createClient('clients:read clients:write users:read');
  token = await accessToken(backoffice, { client });
});
afterEach(async () => {
  await applications.database.query(`DELETE FROM oauth_clients WHERE name LIKE 'erp%'`);
});
afterAll(async () => {
  await dataSource.destroy();
  await applications.stop();
  await rm(directory, { recursive: true });
});

const path = () => join(directory, 'clients.yml');

const FILE =
  'backoffice: [{ key: erp, name: erp, scopes: [users:read], secrets: [{ label: main }] }]';
/** The same client with more scopes. */
const WIDER = FILE.replace('[users:read]', '[users:read, clients:admin]');

async function reconcile(act: typeof plan, yaml: string, prune = false) {
  await writeFile(path(), yaml);
  const declared = readClientsFile(path(), process.env);
  return act(declared, administration, { prune });
}
const planned = async (yaml: string, prune?: boolean) => reconcile(plan, yaml, prune);
const applied = async (yaml: string, prune?: boolean) => reconcile(apply, yaml, prune);

/** Expects that plan and apply fail with the same error and change nothing. */
async function expectRefused(yaml: string, ...faults: (string | RegExp)[]) {
  const before = await clientRows();
  for (const act of [plan, apply]) {
    const refusal = await reconcile(act, yaml).then(String, (error: Error) => error.message);
    const [title, ...lines] = refusal.split('\n');
    expect(title).toBe('the file cannot be applied:');
    expect(lines).toHaveLength(faults.length);
    for (const [at, fault] of faults.entries()) expect(lines[at]).toMatch(fault);
  }
  expect(await clientRows()).toEqual(before);
}

async function clientRows() {
  return applications.database.query(
    `SELECT client_id, name, scopes, enabled FROM oauth_clients ORDER BY 1`,
  );
}

async function scopesOf(clientId: string) {
  const rows = await clientRows();
  return rows.find(({ client_id: id }) => id === clientId)?.scopes;
}

/** Creates the client of the file, with its secret. */
async function declare(): Promise<{ clientId: string; clientSecret: string }> {
  const { secrets } = await applied(FILE);
  return secrets[0]!;
}

async function patch(id: string, attributes: object) {
  const document = { data: { type: 'oauth-clients', id, attributes } };
  const options = { method: 'PATCH', document };
  const { status } = await api(applications.backoffice, token, `/api/oauth-clients/${id}`, options);
  expect(status).toBe(200);
}

async function create(name: string): Promise<string> {
  const attributes = { name, side: 'backoffice', scopes: ['users:read'] };
  const { status, body } = await api(applications.backoffice, token, '/api/oauth-clients', {
    method: 'POST',
    document: { data: { type: 'oauth-clients', attributes } },
  });
  expect(status).toBe(201);
  return body.data.id;
}

async function addSecret(clientId: string, label: string): Promise<{ id: string; secret: string }> {
  const client = { data: { type: 'oauth-clients', id: clientId } };
  const data = { type: 'oauth-client-secrets', attributes: { label }, relationships: { client } };
  const { status, body } = await api(applications.backoffice, token, '/api/oauth-client-secrets', {
    method: 'POST',
    document: { data },
  });
  expect(status).toBe(201);
  return { id: body.data.id, secret: body.data.attributes.secret };
}

describe('a declared client', () => {
  it('stays the same client when it is renamed through the API and another client takes its name', async () => {
    const { clientId } = await declare();
    const own = await create('erp-own');
    await addSecret(own, 'main');
    await patch(clientId, { name: 'erp-old' });
    await patch(own, { name: 'erp' });

    await expectRefused(
      WIDER,
      new RegExp(
        `^ {2}backoffice\\[0\\]\\.name: is the name of the client ${own}, which apply did not make: rename or delete that client$`,
      ),
    );
    await patch(own, { name: 'erp-own' });
    const { changes } = await applied(WIDER);
    expect(changes.map(({ clientId: of, attribute }) => ({ of, attribute }))).toEqual([
      { of: clientId, attribute: 'name' },
      { of: clientId, attribute: 'scopes' },
    ]);
    expect(await scopesOf(own)).toEqual(['users:read']);
    expect(await scopesOf(clientId)).toEqual(['users:read', 'clients:admin']);
    expect((await planned(WIDER)).changes).toEqual([]);
  });

  it('keeps its id, secrets and tokens when the file gives it another name', async () => {
    const client = await declare();
    await applied(FILE.replace('name: erp', 'name: erp two'));
    const { backoffice } = applications;
    const { status, body } = await tokenRequest(backoffice, credentials(client));
    expect({ status, scope: body.scope }).toEqual({ status: 200, scope: 'users:read' });
    expect(await clientRows()).toContainEqual(
      expect.objectContaining({ client_id: client.clientId, name: 'erp two' }),
    );
  });

  it.each(['before the first apply', 'after the declared one was deleted'])(
    'is not confused with a client of its name created by an API caller %s',
    async (when) => {
      if (when.startsWith('after')) {
        const { clientId } = await declare();
        const { backoffice } = applications;
        await api(backoffice, token, `/api/oauth-clients/${clientId}`, { method: 'DELETE' });
      }
      const own = await create('erp');
      const adoption = `if the file means that client, run \`latchkey clients adopt ${own} --key 'erp'\`; otherwise rename or delete`;
      await expectRefused(FILE, new RegExp(`which apply did not make: ${adoption}`));
      const prune = await planned(WIDER, true).catch((error: Error) => error.message);
      expect(prune).toContain('which apply did not make');
    },
  );

  it('is named in an adopt command with shell quoting when its name contains a quote', async () => {
    const own = await create("erp of O'Neil");
    const file = `backoffice: [{ name: "erp of O'Neil", scopes: [users:read], secrets: [] }]`;
    const refusal = await planned(file).then(String, (error: Error) => error.message);
    expect(refusal).toContain(String.raw`latchkey clients adopt ${own} --key 'erp of O'\''Neil'`);
  });

  it('gets no more scopes while it has a secret created by an API caller, even one with the label in the file', async () => {
    const { clientId } = await declare();
    const { id } = await addSecret(clientId, 'main');
    // An unchanged declaration can still be applied.
    expect((await applied(FILE)).changes).toEqual([]);
    await expectRefused(
      WIDER,
      new RegExp(
        `^ {2}backoffice\\[0\\]\\.secrets: the secret "main" \\(${id}\\) was not made by apply .*latchkey secrets retire ${id}`,
      ),
    );
    const leavesSecretsAlone = WIDER.replace(', secrets: [{ label: main }]', '');
    await expectRefused(leavesSecretsAlone, /the secret "main" .* was not made by apply/);
    await applied(FILE.replace('scopes:', 'allowedNetworks: [10.0.0.0/8], scopes:'));
    await expectRefused(FILE, /the secret "main" .* was not made by apply/);
    expect(
      (
        await api(applications.backoffice, token, `/api/oauth-client-secrets/${id}`, {
          method: 'DELETE',
        })
      ).status,
    ).toBe(204);
    expect((await applied(WIDER)).changes).toHaveLength(2);
  });

  it('gets more scopes in the same step that prunes a secret created by hand', async () => {
    const { clientId } = await declare();
    const { id } = await addSecret(clientId, 'by hand');
    await expectRefused(WIDER, /the secret "by hand"/);
    const { changes } = await applied(WIDER, true);
    const ended = changes.flatMap(({ act, secretId }) => (act === 'delete' ? [secretId] : []));
    expect(ended).toContain(id);
    expect(await scopesOf(clientId)).toEqual(['users:read', 'clients:admin']);
  });

  it('loses scopes when the file says so, even while it has secrets made by hand', async () => {
    const { clientId } = await declare();
    const both = FILE.replace('[users:read]', '[users:read, users:write]');
    await applied(both);
    await administration.secrets.create(clientId, { label: 'by hand' }, TESTER);
    await applied(FILE);
    expect(await scopesOf(clientId)).toEqual(['users:read']);
  });

  it('trusts a secret whose value the file gives, even when an API caller created it', async () => {
    const { clientId } = await declare();
    process.env.ERP_SECRET = makeClientSecret('backoffice');
    const known = process.env.ERP_SECRET;
    await administration.secrets.create(clientId, { label: 'main', known }, TESTER);
    const named = WIDER.replace('label: main', "label: main, secret: '${env:ERP_SECRET}'");
    await applied(named);
    expect(await scopesOf(clientId)).toEqual(['users:read', 'clients:admin']);
    delete process.env.ERP_SECRET;
  });

  it('gets no more scopes in the same step that removes keys set by an API caller', async () => {
    const { clientId } = await declare();
    await patch(clientId, { jwks: { keys: [makeClientKey().jwk] } });
    await expectRefused(
      WIDER,
      new RegExp(`^ {2}backoffice\\[0\\]\\.jwks: was changed since the last apply.*${clientId}`),
    );
    await applied(FILE);
    await patch(clientId, { jwksUri: 'https://keys.example/own' });
    await expectRefused(WIDER, /backoffice\[0\]\.jwksUri: was changed since the last apply/);
    await applied(FILE);
    await applied(WIDER);
    expect(await scopesOf(clientId)).toEqual(['users:read', 'clients:admin']);
  });

  it('gets new keys and more scopes in one step when the former keys came from the file', async () => {
    const withKeys = (yaml: string, uri: string) =>
      yaml.replace('key: erp', `key: erp, jwksUri: '${uri}'`);
    await applied(withKeys(FILE, 'https://keys.example/1'));
    await applied(withKeys(WIDER, 'https://keys.example/2'));
    expect((await clientRows()).find(({ name }) => name === 'erp')).toMatchObject({
      scopes: ['users:read', 'clients:admin'],
    });
  });

  it('cannot change its owner or side, in the file or in SQL', async () => {
    const { clientId } = await declare();
    const { database } = applications;
    const [user] = await database.query(
      `INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('kim', 'kim@example.com', 'Kim', 'Doe') RETURNING id`,
    );
    const owned = FILE.replace('key: erp', `key: erp, owner: '${String(user!.id)}'`);
    await expectRefused(owned, /backoffice\[0\]\.owner: the key belongs to .* acts for no user/);
    await database.query('UPDATE oauth_clients SET owner_id = $1 WHERE client_id = $2', [
      user!.id,
      clientId,
    ]);
    await expectRefused(
      FILE,
      new RegExp(`backoffice client .* acts for user ${String(user!.id)};`),
    );
    expect(await scopesOf(clientId)).toEqual(['users:read']);
  });

  it.each(['backoffice', 'storefront'] as const)(
    'cannot be faked with the database login of the %s',
    async (side) => {
      const { clientId } = await declare();
      const login = await new DataSource({
        type: 'postgres',
        url: applications.database.urlOf(side),
      }).initialize();
      for (const sql of [
        `UPDATE declared_clients SET client_id = '${clientId}'`,
        `INSERT INTO declared_clients VALUES ('backoffice', 'x', '${clientId}')`,
        'DELETE FROM declared_clients',
        'SELECT * FROM declared_clients',
        'SELECT * FROM declared_client_secrets',
        'DELETE FROM declared_client_secrets',
        'UPDATE declared_client_secrets SET hash = sha256($$x$$)',
      ]) {
        await expect(login.query(sql)).rejects.toThrow('permission denied');
      }
      await login.destroy();
    },
  );

  it('does not trust a secret of apply whose hash or client the back office has changed', async () => {
    const { clientId } = await declare();
    const login = await new DataSource({
      type: 'postgres',
      url: applications.database.urlOf('backoffice'),
    }).initialize();
    await login.query(
      `UPDATE oauth_client_secrets SET hash = sha256('mine') WHERE client_id = $1`,
      [clientId],
    );
    await login.destroy();
    await expectRefused(WIDER, /the secret "main" .* was not made by apply/);
    expect(await scopesOf(clientId)).toEqual(['users:read']);
  });
});

describe('latchkey clients adopt', () => {
  const run = async (...words: string[]) => {
    const { database } = applications;
    const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: database.url };
    return latchkey({ environment }, 'clients', ...words);
  };

  it('assigns a key to a client declared by name, and trusts the secrets that are named', async () => {
    const clientId = await create('erp');
    const main = await addSecret(clientId, 'main');
    const other = await addSecret(clientId, 'other');
    await writeFile(path(), WIDER);
    const refused = await run('plan', path());
    expect(refused).toMatchObject({ code: 1, output: '' });
    expect(refused.errors).toContain(`latchkey clients adopt ${clientId} --key 'erp'`);

    const adopted = await run('adopt', clientId, '--key', 'erp', '--secrets', main.id);
    expect(adopted).toEqual({
      code: 0,
      output:
        `clientId        ${clientId}\nkey             erp\nside            backoffice\n` +
        'owner           -\nname            erp\nscopes          users:read\n' +
        `trustedSecrets  ${main.id}\notherSecrets    ${other.id}\n\n` +
        'Not trusted; until they end, `clients apply` gives this client no more rights:\n' +
        `  "other" (${other.id})\n`,
      errors: '',
    });
    await expectRefused(WIDER, /the secret "other"/);
    await administration.secrets.retire(other.id, {}, TESTER);
    await applied(WIDER);
    expect(await scopesOf(clientId)).toEqual(['users:read', 'clients:admin']);
    const [event] = await applications.database.query(
      `SELECT actor_type, subject_id, before, after FROM audit_events WHERE action = 'client.adopted'`,
    );
    expect(event).toEqual({
      actor_type: 'command',
      subject_id: clientId,
      before: { key: null },
      after: { key: 'erp', secrets: [main.id] },
    });
  });

  it('rejects a key of another client, a secret of another client, and a client that does not exist', async () => {
    const { clientId } = await declare();
    const own = await create('erp-own');
    const foreign = await addSecret(own, 'x');
    await expect(
      administration.declarations.adopt(own, { key: 'erp', secretIds: [] }, TESTER),
    ).rejects.toThrow(`the backoffice client ${clientId} has the key "erp"`);
    await expect(
      administration.declarations.adopt(clientId, { key: 'erp', secretIds: [foreign.id] }, TESTER),
    ).rejects.toThrow(`${foreign.id} is no secret of this client`);
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await run('adopt', nobody, '--key', 'x')).toMatchObject({ code: 4, output: '' });
    expect(await run('adopt', nobody)).toMatchObject({ code: 64 });
  });
});

describe('the `key` of a client in clients.yml', () => {
  it.each([
    ["{ key: 'a b', name: erp, scopes: [users:read] }", /\[0\]\.key: must be 1 to 100 letters/],
    ['{ key: 7, name: erp, scopes: [users:read] }', /\[0\]\.key: must be 1 to 100 letters/],
    [
      '{ key: a, name: erp, scopes: [users:read] }, { key: a, name: erp 2, scopes: [users:read] }',
      /\[1\]\.key: is the key of backoffice\[0\]: give each client its own key/,
    ],
    [
      "{ name: erp, scopes: [users:read] }, { name: erp, owner: '1', scopes: [users:read] }",
      /\[1\]\.key: is the key of backoffice\[0\]/,
    ],
  ])('is rejected in [%s]', async (clients, fault) => {
    await expect(planned(`backoffice: [${clients}]`)).rejects.toThrow(fault);
  });
});
