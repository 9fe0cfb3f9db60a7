import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EmbeddedPostgres } from '#database';
import { latchkey } from '../support/latchkey.js';

let directory: string;
let server: EmbeddedPostgres;
let superuser: Client;

/**
 * Starts a cluster like the image of docker-compose.yml: with a superuser and an empty database.
 */
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'latchkey-'));
  server = await EmbeddedPostgres.join(join(directory, 'postgres'));
  superuser = new Client(server.url);
  await superuser.connect();
  await superuser.query(
    'DROP ROLE backoffice, storefront, latchkey_backoffice, latchkey_storefront',
  );
});
afterAll(async () => {
  await superuser.end();
  await server.leave();
  await rm(directory, { recursive: true });
});

const urlOf = (user: string) =>
  Object.assign(new URL(server.url), { username: user, password: 'secret', pathname: '/latchkey' })
    .href;

it('the owner made by docker/make-owner.sql can migrate, make logins and end their sessions', async () => {
  // Removes the psql command and inserts the password, as psql would.
  const sql = (await readFile('docker/make-owner.sql', 'utf8'))
    .replace(/^\\set .*$/m, '')
    .replace(`:'password'`, `'secret'`);
  for (const statement of sql.split(';').filter((text) => text.trim() !== '')) {
    await superuser.query(statement);
  }
  const environment = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: urlOf('latchkey'),
    BACKOFFICE_DATABASE_URL: urlOf('backoffice'),
    STOREFRONT_DATABASE_URL: urlOf('storefront'),
  };
  const migrated = await latchkey({ environment }, 'database', 'migrate', '--roles');
  expect({ ...migrated, output: migrated.output.split('\n').slice(1) }).toEqual({
    code: 0,
    output: [
      'backoffice: the login backoffice is created',
      'storefront: the login storefront is created',
      '',
    ],
    errors: '',
  });
  const again = await latchkey({ environment }, 'database', 'roles');
  expect(again).toMatchObject({ code: 0, errors: '' });
  const { rows } = await superuser.query(
    `SELECT rolname, rolsuper, rolbypassrls FROM pg_roles
     WHERE rolname IN ('latchkey', 'backoffice', 'storefront') ORDER BY rolname`,
  );
  expect(rows).toEqual(
    ['backoffice', 'latchkey', 'storefront'].map((rolname) => ({
      rolname,
      rolsuper: false,
      rolbypassrls: false,
    })),
  );

  const attacker = new Client(urlOf('storefront'));
  attacker.on('error', () => {});
  await attacker.connect();
  const words = '--side storefront --name x --scopes users:read --no-secret --json'.split(' ');
  const created = await latchkey({ environment }, 'clients', 'create', ...words);
  const { clientId: id } = JSON.parse(created.output) as { clientId: string };
  await attacker.query('BEGIN');
  await attacker.query('SELECT FROM oauth_clients FOR UPDATE');
  expect(await latchkey({ environment }, 'clients', 'disable', id, '--cut')).toEqual({
    code: 0,
    output: `x (${id}) is disabled\n`,
    errors: 'latchkey: ended 1 blocking sessions: storefront from 127.0.0.1\n',
  });
});
