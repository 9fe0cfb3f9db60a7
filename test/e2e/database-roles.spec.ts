import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedPostgres } from '#database';
import { Command, createInstallation, type Installation } from '../support/commands.js';
import { latchkey } from '../support/latchkey.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { startReplicas } from '../support/replicas.js';

/** Name of a login. Other tests use the same cluster. */
const NAME = `Shop's "${randomBytes(4).toString('hex')}"`;
const PASSWORD = `p@ss'w%rd\\:/ ${randomBytes(4).toString('hex')}`;

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.query(`DROP ROLE IF EXISTS ${quoted(NAME)}, ${quoted(`${NAME}2`)}`);
  await database.drop();
});

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function urlWith(username: string, password: string): string {
  return Object.assign(new URL(database.url), {
    username: encodeURIComponent(username),
    password: encodeURIComponent(password),
  }).href;
}

async function makeRoles(variables: Record<string, string>, ...words: string[]) {
  const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: database.url, ...variables };
  return latchkey({ environment }, 'database', ...(words.length > 0 ? words : ['roles']));
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Reads the attributes and groups of the login from the catalog. */
async function roleOf(name: string) {
  const [role] = await database.query(
    `SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,
       rolconnlimit, rolpassword ~ '^SCRAM-SHA-256' AS scram,
       ARRAY(SELECT roleid::regrole::text FROM pg_auth_members WHERE member = pg_authid.oid) AS groups
     FROM pg_authid WHERE rolname = $1`,
    [name],
  );
  return role;
}

const LOGIN = {
  rolcanlogin: true,
  rolsuper: false,
  rolcreatedb: false,
  rolcreaterole: false,
  rolreplication: false,
  rolbypassrls: false,
  rolconnlimit: 40,
  scram: true,
  groups: ['latchkey_storefront'],
};

describe('latchkey database roles', () => {
  it('creates a login limited to its application, and prints no password', async () => {
    const url = urlWith(NAME, PASSWORD);
    expect(await makeRoles({ STOREFRONT_DATABASE_URL: url })).toEqual({
      code: 0,
      output: `storefront: the login ${NAME} is created\n`,
      errors: '',
    });
    expect(await roleOf(NAME)).toEqual(LOGIN);
    expect(await ask(url, 'SELECT current_user AS name')).toEqual([{ name: NAME }]);
    await expect(ask(url, 'SELECT * FROM staff_users')).rejects.toThrow('permission denied');
    await expect(ask(url, 'CREATE TEMP TABLE oauth_clients ()')).rejects.toThrow(
      'permission denied to create temporary tables',
    );
  });

  it('resets the attributes of an existing login, and sets its new password', async () => {
    await database.query(
      `ALTER ROLE ${quoted(NAME)} SUPERUSER CREATEDB CREATEROLE BYPASSRLS REPLICATION NOLOGIN;
       GRANT latchkey_backoffice TO ${quoted(NAME)}`,
    );
    const url = urlWith(NAME, 'another');
    const result = await makeRoles({ STOREFRONT_DATABASE_URL: url });
    expect(result).toMatchObject({
      code: 0,
      output: `storefront: the login ${NAME} is up to date\n`,
    });
    expect(await roleOf(NAME)).toEqual(LOGIN);
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await expect(ask(urlWith(NAME, PASSWORD), 'SELECT 1')).rejects.toThrow('authentication failed');
  });

  it('resets and reports settings the login has made itself, and restores its timeouts', async () => {
    const url = urlWith(NAME, 'another');
    const { pathname } = new URL(database.url);
    await ask(url, `ALTER ROLE ${quoted(NAME)} SET extra_float_digits = -15`);
    await ask(url, `ALTER ROLE ${quoted(NAME)} SET lock_timeout = 1`);
    await ask(
      url,
      `ALTER ROLE ${quoted(NAME)} IN DATABASE ${pathname.slice(1)} SET DateStyle = german`,
    );
    expect(await makeRoles({ STOREFRONT_DATABASE_URL: url })).toMatchObject({
      code: 0,
      output:
        `storefront: the login ${NAME} is up to date; its own settings were reset: ` +
        'DateStyle=german, extra_float_digits=-15\n',
    });
    expect(
      await database.query(
        `SELECT unnest(setconfig) AS setting FROM pg_db_role_setting
         WHERE setrole = $1::regrole ORDER BY 1`,
        [quoted(NAME)],
      ),
    ).toEqual([
      { setting: 'idle_in_transaction_session_timeout=15000' },
      { setting: 'lock_timeout=5000' },
      { setting: 'statement_timeout=15000' },
    ]);
  });

  it('keeps the password of a login whose URL has none, and runs after the migrations', async () => {
    const result = await makeRoles(
      {
        BACKOFFICE_DATABASE_URL: urlWith(`${NAME}2`, 'second'),
        STOREFRONT_DATABASE_URL: urlWith(NAME, ''),
      },
      'migrate',
      '--roles',
    );
    expect(result).toEqual({
      code: 0,
      output:
        'nothing to migrate\n' +
        `backoffice: the login ${NAME}2 is created\n` +
        `storefront: the login ${NAME} is up to date; its password is unchanged\n`,
      errors: '',
    });
    expect(await ask(urlWith(NAME, 'another'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('works for a login with CREATEROLE that is not a superuser', async () => {
    const owner = `owner ${randomBytes(4).toString('hex')}`;
    const login = `${owner} shop`;
    await database.query(
      `CREATE ROLE ${quoted(owner)} LOGIN PASSWORD 'x' CREATEROLE;
       GRANT latchkey_storefront TO ${quoted(owner)} WITH ADMIN OPTION`,
    );
    const variables = {
      DATABASE_URL: urlWith(owner, 'x'),
      STOREFRONT_DATABASE_URL: urlWith(login, 'y'),
    };
    expect(await makeRoles(variables)).toMatchObject({ code: 0, errors: '' });
    expect(await makeRoles(variables)).toMatchObject({ code: 0, errors: '' });
    await database.query(`ALTER ROLE ${quoted(owner)} NOCREATEROLE`);
    expect(await makeRoles(variables)).toEqual({
      code: 1,
      output: '',
      errors:
        'latchkey: storefront.databaseUrl: the login of database.url may not create this login: as a role that may create roles, ' +
        `run CREATE ROLE "${login}" LOGIN PASSWORD '…'; GRANT latchkey_storefront TO "${login}"\n`,
    });
    await database.query(`DROP OWNED BY ${quoted(owner)} CASCADE`);
    await database.query(`DROP ROLE ${quoted(login)}, ${quoted(owner)}`);
  });

  it.each<[string, () => Record<string, string>, string]>([
    ['no login', () => ({}), 'no login is named: set backoffice.databaseUrl and'],
    [
      'the owner of the tables',
      () => ({ STOREFRONT_DATABASE_URL: database.url }),
      'storefront.databaseUrl: postgres owns the tables or is a group: choose another name',
    ],
    [
      'a group',
      () => ({ STOREFRONT_DATABASE_URL: urlWith('latchkey_storefront', 'x') }),
      'storefront.databaseUrl: latchkey_storefront owns the tables or is a group',
    ],
    [
      'one login for both',
      () => ({
        BACKOFFICE_DATABASE_URL: urlWith('one', 'x'),
        STOREFRONT_DATABASE_URL: urlWith('one', 'y'),
      }),
      'each application needs its own login, but both URLs name one',
    ],
    [
      'no user',
      () => ({ STOREFRONT_DATABASE_URL: 'postgres://127.0.0.1/shop' }),
      'storefront.databaseUrl: it names no user',
    ],
    [
      'a password that is prepared in different ways',
      () => ({ STOREFRONT_DATABASE_URL: urlWith('someone', 'pêncil') }),
      'storefront.databaseUrl: the password must consist of printable ASCII characters',
    ],
    ['the embedded database', () => ({ DATABASE_URL: '' }), 'the embedded database has its logins'],
  ])('rejects %s', async (_, variables, message) => {
    const { code, output, errors } = await makeRoles(variables());
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain(`latchkey: ${message}`);
    expect(await roleOf('someone')).toBeUndefined();
  });
});

describe('a server with a real database', () => {
  const KEY = { STOREFRONT_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64') };

  it('warns that its login is not limited to its side, says how to fix that, and serves', async () => {
    const replicas = await startReplicas('storefront', database.url, {
      count: 1,
      variables: { ...KEY, STOREFRONT_DATABASE_URL: '' },
    });
    await replicas.stop();
    const warnings = replicas
      .output()
      .split('\n')
      .filter((line) => line.includes('"warn"'));
    expect(warnings).toHaveLength(1);
    expect(JSON.parse(warnings[0]!)).toMatchObject({
      context: 'Database',
      msg:
        'the database login postgres is not restricted to the storefront: it can read and change ' +
        'all data of the back office. Give the storefront its own login: set ' +
        'storefront.databaseUrl (STOREFRONT_DATABASE_URL) and run `latchkey database roles`',
    });
  });

  it('logs no warning with a login of its own', async () => {
    const replicas = await startReplicas('storefront', database.url, {
      count: 1,
      variables: KEY,
    });
    await replicas.stop();
    expect(replicas.output()).not.toContain('"warn"');
  });

  it('refuses to start with the login of the other side', async () => {
    const installation: Installation = await createInstallation();
    const environment = {
      ...installation.environment,
      DATABASE_URL: database.url,
      STOREFRONT_DATABASE_URL: database.urlOf('backoffice'),
      ...KEY,
    };
    const server = new Command({ environment }, 'dist/apps/storefront/src/main.js');
    expect(await server.ended()).toMatchObject({
      code: 1,
      errors:
        'storefront: the database login backoffice is that of the back office: the URLs of the two ' +
        'sides are swapped. Set storefront.databaseUrl (STOREFRONT_DATABASE_URL) to the login of the ' +
        'storefront\n',
    });
    await installation.remove();
  });
});

describe('the embedded PostgreSQL and its logins', () => {
  it('has a login for each application, also in data of an earlier version', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-logins-'));
    await chmod(folder, 0o755);
    const directory = join(folder, 'postgres');
    const passwords = ['backoffice', 'storefront'].map((role) =>
      join(directory, `${role}.password`),
    );
    const first = await EmbeddedPostgres.join(directory);
    // The state that an earlier version leaves.
    await ask(
      first.url,
      'DROP ROLE backoffice, storefront, latchkey_backoffice, latchkey_storefront',
    );
    await Promise.all(passwords.map(async (file) => rm(file)));
    await first.leave();

    const second = await EmbeddedPostgres.join(directory);
    for (const role of ['backoffice', 'storefront'] as const) {
      expect(
        await ask(
          second.urlOf(role),
          `SELECT current_user AS name, rolsuper, pg_has_role('latchkey_${role}', 'USAGE') AS member
           FROM pg_roles WHERE rolname = current_user`,
        ),
      ).toEqual([{ name: role, rolsuper: false, member: true }]);
    }
    const { uid } = await stat(join(directory, 'PG_VERSION'));
    for (const file of passwords) {
      expect(await stat(file)).toMatchObject({ mode: 0o100600, uid });
      expect(second.urlOf('backoffice') + second.urlOf('storefront')).toContain(
        await readFile(file, 'utf8'),
      );
    }
    await second.leave();
    await rm(folder, { recursive: true });
  });
});
