import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { Command, createInstallation, type Installation } from '../support/commands.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { databaseUrl } from '../support/database-url.js';
import { latchkey } from '../support/latchkey.js';

/** Servers that check their database, its schema and its engine before they serve. */

let database: TestDatabase;
let installation: Installation;
let started: Command | undefined;

beforeAll(async () => {
  installation = await createInstallation();
});
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(async () => {
  started?.signal('SIGKILL');
  await started?.ended();
  started = undefined;
  await database.drop();
});
afterAll(async () => installation.remove());

function start(variables: Record<string, string> = {}): Command {
  const environment = {
    ...installation.environment,
    DATABASE_URL: database.url,
    DATABASE_MIGRATE: 'false',
    BACKOFFICE_DATABASE_URL: database.urlOf('backoffice'),
    BACKOFFICE_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    ...variables,
  };
  started = new Command({ environment }, 'dist/apps/backoffice/src/main.js');
  return started;
}

/** Runs SQL from another database, whose settings a test does not change. */
async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** Tries once instead of waiting for a minute. */
const ONCE = { DATABASE_START_TIMEOUT: '0' };

/** Returns the standard error and the exit code of a server that does not start. */
async function failure(variables: Record<string, string> = {}) {
  const { code, errors, output } = await start(variables).ended();
  return { code, errors, output };
}

async function status(): Promise<{ code: unknown; output: string }> {
  const environment = { ...installation.environment, DATABASE_URL: database.url };
  const { code, output } = await latchkey({ environment }, 'database', 'status', '--json');
  return { code, output: JSON.parse(output) };
}

/** Forgets the last migration, as if the schema were older. Returns its name. */
async function forgetLast(): Promise<string> {
  const [row] = await database.query(
    'DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations) RETURNING *',
  );
  // typeorm returns the rows of a DELETE with their number
  const [{ name }] = [row].flat() as unknown as [{ name: string }];
  return name;
}

const NEWER = 'FromTheFuture1999999999999';
const addNewer = async () =>
  database.query(`INSERT INTO migrations (timestamp, name) VALUES (1999999999999, '${NEWER}')`);

describe('a server whose schema is older', () => {
  it('waits until another process has migrated', async () => {
    const name = await forgetLast();
    const server = start();
    const [line] = await server.prints(/^{.*"level":"warn".*}$/m);
    expect(JSON.parse(line)).toMatchObject({
      msg:
        'the schema of the database is older than this version of Latchkey and lacks 1 migration ' +
        `(${name}): run \`latchkey database migrate\` of this version. The start waits for it`,
    });
    const url = `http://127.0.0.1:${installation.environment.BACKOFFICE_MANAGEMENT_PORT}/health/ready`;
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    await database.query(`INSERT INTO migrations (timestamp, name) VALUES (1, '${name}')`);
    await server.prints(/"msg":"started"/);
    expect((await fetch(url)).status).toBe(200);
  });

  it('ends with one line after the time for a start', async () => {
    const name = await forgetLast();
    const { code, errors, output } = await failure(ONCE);
    expect({ code, errors }).toEqual({
      code: 1,
      errors:
        'backoffice: the schema of the database is older than this version of Latchkey and lacks ' +
        `1 migration (${name}): run \`latchkey database migrate\` of this version\n`,
    });
    expect(output).not.toContain('"stack"');
  });

  it('is seen by latchkey database status', async () => {
    expect(await status()).toMatchObject({
      code: 0,
      output: { state: 'current', engine: 'suitable', missing: [], unknown: [] },
    });
    const name = await forgetLast();
    expect(await status()).toMatchObject({
      code: 2,
      output: { state: 'behind', missing: [name], unknown: [] },
    });
  });
});

describe('a server whose schema is newer', () => {
  it('does not start, and names the migrations that it does not know', async () => {
    await addNewer();
    expect(await failure()).toMatchObject({
      code: 1,
      errors:
        'backoffice: the schema of the database is newer than this version of Latchkey, which does ' +
        `not know 1 migration (${NEWER}): start the version that ran them. If its changelog says ` +
        'that this version works on its schema, set database.acceptNewerSchema ' +
        '(DATABASE_ACCEPT_NEWER_SCHEMA) to true\n',
    });
    expect(await status()).toMatchObject({ code: 2, output: { state: 'ahead', unknown: [NEWER] } });
  });

  it('starts with a warning when the configuration accepts it', async () => {
    await addNewer();
    const server = start({ DATABASE_ACCEPT_NEWER_SCHEMA: 'true' });
    await server.prints(/"msg":"started"/);
    expect(server.output).toContain('database.acceptNewerSchema lets it start');
  });

  it('is not migrated by a version that lacks its migrations', async () => {
    await forgetLast();
    await addNewer();
    const environment = { ...installation.environment, DATABASE_URL: database.url };
    const { code, errors } = await latchkey({ environment }, 'database', 'migrate');
    expect({ code, errors }).toEqual({
      code: 1,
      errors: expect.stringMatching(
        new RegExp(`does not know \\(${NEWER}\\), and lacks others: migrate with the version`),
      ),
    });
    expect((await status()).output).toMatchObject({ state: 'diverged' });
  });
});

describe('a server whose database refuses it for now', () => {
  it.each([
    ['admits no connection', 'ALLOW_CONNECTIONS false', 'ALLOW_CONNECTIONS true'],
    ['has no connection left', 'CONNECTION LIMIT 0', 'CONNECTION LIMIT -1'],
  ])('waits while it %s', async (_, closed, open) => {
    const name = new URL(database.url).pathname.slice(1);
    const alter = async (option: string) => onServer(`ALTER DATABASE ${name} WITH ${option}`);
    await alter(closed);
    const server = start();
    await server.prints(/waiting for the database/);
    expect(server.output).toMatch(
      /backoffice\.databaseUrl \(BACKOFFICE_DATABASE_URL\): waiting for the database at .* \((too many connections|database .* is not currently accepting)/,
    );
    await alter(open);
    await server.prints(/"msg":"started"/);
  });

  it('ends at once on SIGTERM', async () => {
    const silent: Server = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const server = start({ BACKOFFICE_DATABASE_URL: `postgres://b:x@127.0.0.1:${port}/none` });
    await once(silent, 'connection');
    const before = Date.now();
    server.signal('SIGTERM');
    const { code, errors, output } = await server.ended();
    expect(Date.now() - before).toBeLessThan(2000);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(/"msg":"stopped","reason":"SIGTERM"/);
    silent.close();
  });

  it('ends at once on SIGTERM while it waits for migrations', async () => {
    await forgetLast();
    const server = start();
    await server.prints(/The start waits for it/);
    await pause(50);
    server.signal('SIGTERM');
    expect(await server.ended()).toMatchObject({ code: 0, errors: '' });
  });
});

describe('a server that cannot start', () => {
  it('names the setting and the variable of a login with a wrong password', async () => {
    const url = Object.assign(new URL(database.urlOf('backoffice')), { password: 'wrong' }).href;
    const { code, errors, output } = await failure({ BACKOFFICE_DATABASE_URL: url });
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^backoffice: backoffice\.databaseUrl \(BACKOFFICE_DATABASE_URL\): cannot use the database at postgres:\/\/backoffice@\S+: password authentication failed for user "backoffice"\n$/,
    );
    expect(output).not.toContain('"stack"');
  });

  it('logs the stack at the level debug', async () => {
    await addNewer();
    const { errors, output } = await failure({ LOG_LEVEL: 'debug' });
    expect(errors.split('\n')).toHaveLength(2);
    expect(output).toMatch(/"msg":"the server did not start","error":.*"stack":"/);
  });

  it('says which setting has an address that this machine does not have', async () => {
    const port = installation.environment.BACKOFFICE_PORT;
    const { errors } = await failure({ BACKOFFICE_HOST: '192.0.2.1' });
    expect(errors).toBe(
      `backoffice: cannot listen on 192.0.2.1:${port} (EADDRNOTAVAIL): this machine does not have ` +
        'the address; change backoffice.host (BACKOFFICE_HOST) or backoffice.port (BACKOFFICE_PORT)\n',
    );
  });
});

describe('a server whose database engine would betray it', () => {
  const alterDatabase = async (setting: string) =>
    onServer(`ALTER DATABASE ${new URL(database.url).pathname.slice(1)} ${setting}`);

  it('does not start when advisory locks have no effect', async () => {
    await database.query(`
      CREATE FUNCTION pg_try_advisory_xact_lock(bigint) RETURNS boolean LANGUAGE sql AS 'SELECT true';
    `);
    await alterDatabase('SET search_path = public, pg_catalog');
    expect(await failure()).toMatchObject({
      code: 1,
      errors:
        'backoffice: this database engine cannot run Latchkey: two sessions got the same advisory ' +
        'lock, so two processes could migrate the schema or rotate a key at the same time. Latchkey ' +
        'supports PostgreSQL 15 to 18\n',
    });
    expect(await status()).toMatchObject({
      code: 1,
      output: { engine: expect.stringContaining('two sessions got the same advisory lock') },
    });
  });

  it('does not start when triggers have no effect', async () => {
    await alterDatabase('SET session_replication_role = replica');
    const { code, errors } = await failure();
    expect(code).toBe(1);
    expect(errors).toMatch(/^backoffice: this database engine cannot run Latchkey: a trigger had/);
  });

  it.each(['trigger_checks_row', 'trigger_checks_statement'])(
    'does not start without effect of %s',
    async (trigger) => {
      await database.query(`ALTER TABLE trigger_checks DISABLE TRIGGER ${trigger}`);
      expect((await failure()).errors).toContain('a trigger had no effect');
    },
  );

  it('does not start when no notification arrives, except when it polls', async () => {
    await database.query(`
      CREATE FUNCTION pg_notify(text, text) RETURNS void LANGUAGE sql AS '';
    `);
    await alterDatabase('SET search_path = public, pg_catalog');
    expect(await failure()).toMatchObject({
      code: 1,
      errors: expect.stringContaining(
        'set database.changes (DATABASE_CHANGES) to poll, or connect directly\n',
      ),
    });
    const server = start({ DATABASE_CHANGES: 'poll' });
    await server.prints(/"msg":"started"/);
  });

  it('is not migrated when triggers have no effect', async () => {
    const name = `${new URL(database.url).pathname.slice(1)}_new`;
    await onServer(`CREATE DATABASE ${name}`);
    await onServer(`ALTER DATABASE ${name} SET session_replication_role = replica`);
    const environment = {
      ...installation.environment,
      DATABASE_URL: databaseUrl(database.url, name),
    };
    const { code, errors } = await latchkey({ environment }, 'database', 'migrate');
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    expect(code).toBe(1);
    expect(errors).toContain('a trigger had no effect');
  });
});
