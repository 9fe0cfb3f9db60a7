import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Side } from '#oauth';
import { startApplications, TESTER, type TestApplications } from '../support/applications.js';
import { createInstallation, type Installation } from '../support/commands.js';
import { openDatabase, type TestDatabase } from '../support/database.js';
import { type Api, apiOf, refusals } from '../support/json-api.js';
import { latchkey } from '../support/latchkey.js';
import { operationsWith } from '../support/operations.js';
import { hasPostgresql15, POSTGRESQL_15, Postgresql15 } from '../support/postgresql-15.js';
import { accessToken, api, credentials, tokenRequest } from '../support/requests.js';
import { revoke } from '../support/revocation.js';

/** The essential behaviour on the oldest supported version of PostgreSQL; all other tests use 18. */

let server: Postgresql15;
let installation: Installation;
let applications: TestApplications;
let migrated: { code: unknown; output: string; errors: string };

const loginOf = (side: Side) =>
  Object.assign(new URL(server.url), { username: side, password: 'x' }).href;

const command = async (...words: string[]) => {
  const logins = Object.fromEntries(
    (['backoffice', 'storefront'] as const).map((side) => [
      `${side.toUpperCase()}_DATABASE_URL`,
      loginOf(side),
    ]),
  );
  const keys = {
    BACKOFFICE_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    STOREFRONT_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
  const environment = {
    ...installation.environment,
    DATABASE_URL: server.url,
    ...logins,
    ...keys,
  };
  return latchkey({ environment }, ...words);
};

beforeAll(async () => {
  if (!hasPostgresql15) return;
  server = await Postgresql15.start();
  installation = await createInstallation();
  migrated = await command('database', 'migrate', '--roles');
  const database = (await openDatabase(server.url, loginOf)) as TestDatabase;
  applications = await startApplications((config) => {
    config.clients.cache.lifetime = 3600; // only a notification tells of a change
    config.database.limits.statementTimeout = 2;
  }, database);
});
beforeEach(({ skip }) => skip(!hasPostgresql15, 'there is no PostgreSQL 15: apt-get install it'));
afterAll(async () => {
  if (!hasPostgresql15) return;
  await applications?.stop();
  await installation.remove();
  await server.stop();
});

describe('on PostgreSQL 15', () => {
  it('migrates as an owner without other rights, and makes the logins', async () => {
    expect(migrated).toMatchObject({ code: 0, errors: '' });
    expect(migrated.output).toMatch(/^migrated: .*\nbackoffice: the login backoffice is created\n/);
    const { code, output } = await command('database', 'status', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      server: expect.stringMatching(/^15\./),
      engine: 'suitable',
      state: 'current',
    });
  });

  it.each(['backoffice', 'storefront'] as const)(
    'the %s issues a token, and accepts it until it is revoked',
    async (side) => {
      const application = applications[side];
      const token = await accessToken(application);
      expect((await api(application, token, '/api/users')).status).toBe(200);
      await revoke(application, application.client, token);
      expect((await api(application, token, '/api/users')).status).toBe(401);
    },
  );

  it('finds, sorts and changes people by names of every script', async () => {
    const people = await apiOf(applications.backoffice, 'users:read users:write');
    const names = ['Ångström', 'Zoe', '山田 太郎', 'Angela'];
    for (const [index, lastName] of names.entries()) {
      const attributes = {
        email: `p${index}@example.com`,
        username: `person${index}`,
        firstName: 'P',
      };
      const { status } = await people.post('/api/users', {
        type: 'users',
        attributes: { ...attributes, lastName },
      });
      expect(status).toBe(201);
    }
    const lastNames = async (query: string) => {
      const { body } = await people.get(`/api/users?${query}`);
      return (body.data as { attributes: { lastName: string } }[]).map(
        ({ attributes }) => attributes.lastName,
      );
    };
    expect(await lastNames('sort=lastName')).toEqual(['Angela', 'Ångström', 'Zoe', '山田 太郎']);
    expect(await lastNames(`filter[search]=${encodeURIComponent('太郎')}`)).toEqual(['山田 太郎']);
    expect(await lastNames('filter[lastName][contains]=ngstr')).toEqual(['Ångström']);
  });

  describe('changes a customer, and records what it was and is,', () => {
    let customers: Api;
    let id: string;

    const event = (before: string | null, after: string) => ({
      before: { description: before },
      after: { description: after },
    });
    const events = async () => {
      await applications.database.seal();
      return applications.database.query(
        `SELECT before - 'updatedAt' AS before, after - 'updatedAt' AS after FROM audit_events
         WHERE action = 'customer.updated' AND subject_id = $1 ORDER BY id`,
        [id],
      );
    };

    beforeEach(async () => {
      customers = await apiOf(applications.backoffice, 'customers:read customers:write');
      const attributes = { name: `customer ${randomBytes(4).toString('hex')}` };
      const { body } = await customers.post('/api/customers', { type: 'customers', attributes });
      id = body.data.id;
    });

    const change = async (description: string) =>
      customers.patch(`/api/customers/${id}`, {
        type: 'customers',
        id,
        attributes: { description },
      });

    it('once for a change that is sent twice', async () => {
      expect((await change('new')).body.data.attributes.description).toBe('new');
      expect((await change('new')).status).toBe(200);
      expect(await events()).toEqual([event(null, 'new')]);
    });

    it('as it was after a change that it waited for', async () => {
      const { database } = applications;
      const other = new Client({ connectionString: database.url });
      await other.connect();
      await other.query('BEGIN');
      await other.query(`UPDATE customers SET description = 'other' WHERE id = $1`, [id]);
      const changed = change('new');
      const waiting = async () => database.query('SELECT pid FROM pg_locks WHERE NOT granted');
      await expect.poll(waiting).toHaveLength(1);
      await other.query('COMMIT');
      await other.end();
      expect((await changed).status).toBe(200);
      expect(await events()).toEqual([event('other', 'new')]);
    });

    it('with If-Match, and in an atomic operation', async () => {
      const { backoffice } = applications;
      const token = await accessToken(backoffice, {
        client: await backoffice.createClient('customers:read customers:write'),
      });
      const path = `/api/customers/${id}`;
      const etag = (await api(backoffice, token, path)).headers.get('etag')!;
      const update = async (description: string) => {
        const data = { type: 'customers', id, attributes: { description } };
        const headers = { 'If-Match': etag };
        return api(backoffice, token, path, { method: 'PATCH', document: { data }, headers });
      };
      expect((await update('matched')).status).toBe(200);
      expect((await update('too late')).status).toBe(412);
      const data = { type: 'customers', id, attributes: { description: 'operated' } };
      const operations = operationsWith(backoffice, token);
      expect((await operations.send({ op: 'update', data })).status).toBe(200);
      expect(await events()).toEqual([event(null, 'matched'), event('matched', 'operated')]);
    });
  });

  it('answers 503 when a commit waits for a standby that is away, and goes on when it is back', async () => {
    const { backoffice } = applications;
    const customers = await apiOf(backoffice, 'customers:read customers:write');
    const create = async () =>
      customers.post('/api/customers', {
        type: 'customers',
        attributes: { name: `waiting ${randomBytes(4).toString('hex')}` },
      });
    await server.waitForStandby('away');
    try {
      // PostgreSQL follows the setting a moment later.
      let answer: Awaited<ReturnType<typeof create>>;
      const refused = async () => refusals((answer = await create()));
      await expect.poll(refused).toEqual(['503 service_unavailable']);
      expect(answer!.headers.get('retry-after')).toBe('1');
      expect((await customers.get('/api/customers')).status).toBe(200);
      await accessToken(backoffice);
    } finally {
      await server.waitForStandby('');
    }
    await expect.poll(async () => (await create()).status).toBe(201);
  });

  it('a disabled client gets no token in another process at once', async () => {
    const { backoffice, administration } = applications;
    const client = await backoffice.createClient();
    await accessToken(backoffice, { client });
    await administration.clients.update(client.clientId, { enabled: false }, TESTER);
    const status = async () => (await tokenRequest(backoffice, credentials(client))).status;
    await expect.poll(status).toBe(401);
  });

  it('keeps the two sides apart by row-level security', async () => {
    const { storefront, backoffice } = applications;
    expect((await tokenRequest(storefront, credentials(backoffice.client))).status).toBe(401);
    const asStorefront = (await openDatabase(loginOf('storefront'), loginOf)) as TestDatabase;
    const rows = await asStorefront.query('SELECT side FROM oauth_clients');
    await asStorefront.drop();
    expect([...new Set(rows.map(({ side }) => side))]).toEqual(['storefront']);
  });

  it('the service backup of docker-compose.yml writes a dump for its owner alone', async () => {
    const { services } = parse(await readFile('docker-compose.yml', 'utf8')) as {
      services: { backup: { command: [string] } };
    };
    const { hostname, port, password } = new URL(server.url);
    await writeFile(join(installation.directory, 'password'), password);
    const script = services.backup.command[0]
      .replaceAll('$$', '$') // as Compose does
      .replace('--host=postgres', `--host=${hostname} --port=${port}`)
      .replace('/run/secrets/database_password', `${installation.directory}/password`)
      .replace('/var/lib/postgresql', installation.directory);
    const env = { PATH: `${POSTGRESQL_15}:${process.env.PATH}` };
    const { stdout } = await promisify(execFile)('sh', ['-euc', script], { env });
    const path = stdout.trim();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const { stdout: list } = await promisify(execFile)('pg_restore', ['--list', path], { env });
    expect(list).toMatch(/TABLE DATA public oauth_clients latchkey/);
  });

  it('seals an audit trail that verifies', async () => {
    // An act of an earlier test may record its event late.
    const verified = async () => {
      await applications.database.seal();
      const { code, output } = await command('audit', 'verify', '--json');
      return { code, ...(JSON.parse(output) as object) };
    };
    await expect.poll(verified).toMatchObject({ code: 0, sound: true, unsealed: 0 });
    await expect(
      applications.database.query('DELETE FROM audit_events WHERE id = 1'),
    ).rejects.toThrow('it is evidence, and is only added to');
  });
});
