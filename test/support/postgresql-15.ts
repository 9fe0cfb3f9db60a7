import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { ServerAccount } from '../../libs/database/src/embedded/server-account.js';
import {
  APPLICATION_ROLES,
  type ApplicationRole,
  GROUPS,
  makeLogin,
} from '../../libs/database/src/login.js';
import { freePort } from './applications.js';

/** The programs of Debian's package `postgresql-15`. */
export const POSTGRESQL_15 = '/usr/lib/postgresql/15/bin';

/** True when the oldest supported version of PostgreSQL is installed, as in CI. */
export const hasPostgresql15 = existsSync(POSTGRESQL_15);

const START_MS = 30_000;

/** A PostgreSQL 15 server with an empty database, its owner, and no other login. */
export class Postgresql15 {
  private constructor(
    readonly directory: string,
    readonly account: ServerAccount,
    private readonly server: ChildProcess,
    private readonly superuser: string,
    /** The URL of the database with the login of its owner, who may create roles. */
    readonly url: string,
  ) {}

  /** The URL of the database with the superuser's login. */
  get superuserUrl(): string {
    return Object.assign(new URL(this.url), { username: 'postgres' }).href;
  }

  /** Makes the logins of the applications with the password `x`, as the embedded server has them. */
  async makeLogins(): Promise<void> {
    const asSuperuser = async (sql: string, values?: unknown[]) =>
      run(this.superuserUrl, sql, values);
    for (const role of APPLICATION_ROLES) {
      await asSuperuser(`CREATE ROLE ${GROUPS[role]} NOLOGIN`);
      await makeLogin(asSuperuser, { role, name: role, password: 'x', connections: null });
    }
  }

  /** Returns the URL of the database with the login of an application, after `makeLogins`. */
  urlOf(role: ApplicationRole): string {
    return Object.assign(new URL(this.url), { username: role }).href;
  }

  static async start(): Promise<Postgresql15> {
    const directory = await mkdtemp(join(tmpdir(), 'latchkey-postgresql-15-'));
    await chmod(directory, 0o755); // started by root, PostgreSQL runs as nobody
    const account = await ServerAccount.for(directory, join(POSTGRESQL_15, 'postgres'));
    const data = join(directory, 'data');
    const passwordFile = join(directory, 'password');
    await mkdir(data, { mode: 0o700 });
    await writeFile(passwordFile, 'x');
    const common = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256'];
    const own = [`--pgdata=${data}`, '--username=postgres', `--pwfile=${passwordFile}`];
    await account.initialize(join(POSTGRESQL_15, 'initdb'), [...own, ...common], data);

    const port = await freePort();
    const server = await startPostgresql15(account, { data, port, log: directory });
    const superuser = `postgres://postgres:x@127.0.0.1:${port}/postgres`;
    const url = `postgres://latchkey:x@127.0.0.1:${port}/latchkey`;
    await run(superuser, `CREATE ROLE latchkey LOGIN CREATEROLE PASSWORD 'x'`);
    await run(superuser, 'CREATE DATABASE latchkey OWNER latchkey');
    return new Postgresql15(directory, account, server, superuser, url);
  }

  /** Lets commits wait for a standby of this name; without a name, for none. */
  async waitForStandby(name: string): Promise<void> {
    await run(this.superuser, `ALTER SYSTEM SET synchronous_standby_names = '${name}'`);
    await run(this.superuser, 'SELECT pg_reload_conf()');
  }

  async stop(): Promise<void> {
    const ended = once(this.server, 'exit');
    process.kill(this.server.pid!, 'SIGINT');
    await ended;
    await rm(this.directory, { recursive: true });
  }
}

/** Starts a server on a data directory, and waits until it answers. `log` is the folder of its log. */
export async function startPostgresql15(
  account: ServerAccount,
  { data, port, log: directory }: { data: string; port: number; log: string },
): Promise<ChildProcess> {
  const settings = ['--listen_addresses=127.0.0.1', '--unix_socket_directories=', '--fsync=off'];
  const log = await open(join(directory, 'server.log'), 'a');
  const parameters = ['-D', data, '-p', String(port), ...settings];
  const server = await account.start(join(POSTGRESQL_15, 'postgres'), parameters, log.fd);
  await log.close();
  await untilAnswered(`postgres://postgres:x@127.0.0.1:${port}/postgres`, directory);
  return server;
}

/** Runs SQL in a session of its own, and returns the rows. */
export async function run(
  url: string,
  sql: string,
  values?: unknown[],
): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function untilAnswered(url: string, directory: string): Promise<void> {
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(20)) {
    const isUp = await run(url, 'SELECT').then(
      () => true,
      () => false,
    );
    if (isUp) return;
  }
  throw new Error(await readFile(join(directory, 'server.log'), 'utf8'));
}
