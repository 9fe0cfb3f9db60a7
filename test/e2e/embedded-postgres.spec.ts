import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { type AddressInfo, createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  connect,
  DatabaseModule,
  type DatabaseOptions,
  EmbeddedPostgres,
  migrate,
} from '#database';
import { findMigrations } from '../../libs/database/src/find-migrations.js';
import { UserProcess } from '../support/user-process.js';

// Tests start processes and create servers, which takes seconds, longer on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const isRoot = process.geteuid?.() === 0;

const program = 'test/support/database-user.mjs';
let folder: string;
/** Most tests share one data directory, as in development: creating one takes a second. */
let directory: string;
const users: UserProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedded-postgres-'));
  await chmod(folder, 0o755);
  directory = join(folder, 'var', 'postgres');
  await (await EmbeddedPostgres.join(directory)).leave();
});

afterEach(async () => {
  await Promise.all(users.splice(0).map((user) => user.kill()));
});

afterAll(async () => {
  if (isRunning()) process.kill(await serverPid(), 'SIGKILL');
  await rm(folder, { recursive: true, maxRetries: 10 });
});

function use(path = directory): UserProcess {
  return start('embedded', path);
}

function start(...parameters: string[]): UserProcess {
  const user = new UserProcess(program, ...parameters);
  users.push(user);
  return user;
}

async function listen(server: Server, port = 0): Promise<number> {
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  await once(server.close(), 'close');
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>({ text: sql });
  await client.end();
  return rows;
}

function isRunning(path = directory): boolean {
  return existsSync(join(path, 'postmaster.pid'));
}

async function serverPid(path = directory): Promise<number> {
  return parseInt(await readFile(join(path, 'postmaster.pid'), 'utf8'), 10);
}

async function chownAll(path: string, uid: number): Promise<void> {
  for (const name of await readdir(path, { recursive: true }))
    await chown(join(path, name), uid, 0);
  await chown(path, uid, 0);
}

describe('the embedded PostgreSQL', () => {
  it('stops with its last user and keeps its data', async () => {
    const user = use();
    await query(await user.connected(), 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(await user.terminate()).toBe(0);
    expect(isRunning()).toBe(false);

    const postgres = await EmbeddedPostgres.join(directory);
    expect(await query(postgres.url, 'SELECT * FROM kept')).toEqual([{ answer: 42 }]);
    await postgres.leave();
    expect(isRunning()).toBe(false);
  });

  it('keeps its password in a file that only its owner can read', async () => {
    const { mode } = await stat(join(directory, 'superuser.password'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('is created once when two processes start at the same time, and stops once both have ended', async () => {
    const path = join(folder, 'var', 'together');
    const [first, second] = [use(path), use(path)];
    expect(await first.connected()).toBe(await second.connected());

    expect(await Promise.all([first.leave(), second.leave()])).toEqual([0, 0]);
    expect(isRunning(path)).toBe(false);
  });

  it('can be used twice by one process', async () => {
    const [first, second] = await Promise.all([
      EmbeddedPostgres.join(directory),
      EmbeddedPostgres.join(directory),
    ]);
    await first.leave();
    await first.leave();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);

    await Promise.all([first.leave(), second.leave()]);
    expect(isRunning()).toBe(false);
  });

  it('survives the Ctrl-C of the user who started it while it has another user', async () => {
    const starter = use();
    await starter.connected();
    const other = await EmbeddedPostgres.join(directory);

    expect(await starter.interrupt()).toBe(0);
    expect(await query(other.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await other.leave();
    expect(isRunning()).toBe(false);
  });

  it('is joined after its users were killed, and stopped by the process that joined', async () => {
    const user = use();
    const url = await user.connected();
    await user.kill();
    expect(isRunning()).toBe(true);

    const next = await EmbeddedPostgres.join(directory);
    expect(next.url).toBe(url);
    await next.leave();
    expect(isRunning()).toBe(false);
  });

  it('recovers committed data after it was killed, and lets its users leave', async () => {
    const user = use();
    await query(await user.connected(), 'CREATE TABLE committed AS SELECT 42 AS answer');
    process.kill(await serverPid(), 'SIGKILL');

    const next = await EmbeddedPostgres.join(directory);
    expect(await query(next.url, 'SELECT * FROM committed')).toEqual([{ answer: 42 }]);
    expect(await user.leave()).toBe(0);
    expect(isRunning()).toBe(true);
    await next.leave();
    expect(isRunning()).toBe(false);
  });

  it('restarts on the same port for remaining users after it was killed', async () => {
    vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const postgres = await EmbeddedPostgres.join(directory);
    const pid = await serverPid();
    process.kill(pid, 'SIGKILL');

    await vi.waitFor(async () => expect(await serverPid()).not.toBe(pid), 10_000);
    await vi.waitFor(() => query(postgres.url, 'SELECT 1'), 10_000);
    await postgres.leave();
    expect(isRunning()).toBe(false);
    vi.restoreAllMocks();
  });

  it.each([
    ['belongs to another process by now', `${process.pid}\n/\n1\n1\n`],
    ['was not written to the disk', ''],
  ])('starts after a crash when the pid file %s', async (_, pidFile) => {
    await writeFile(join(directory, 'postmaster.pid'), pidFile);

    const postgres = await EmbeddedPostgres.join(directory);
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.leave();
  });

  it('starts after a process was killed during the first start', async () => {
    const path = join(folder, 'interrupted');
    await mkdir(join(`${path}.new`, 'data', 'base'), { recursive: true });
    await mkdir(`${path}.lock`);
    await utimes(`${path}.lock`, 0, 0);

    const postgres = await EmbeddedPostgres.join(path);
    await postgres.leave();
    expect([`${path}.new`, `${path}.lock`].filter((name) => existsSync(name))).toEqual([]);
  });

  it('refuses data of another version of PostgreSQL', async () => {
    const versionFile = join(directory, 'PG_VERSION');
    const version = await readFile(versionFile, 'utf8');
    await writeFile(versionFile, '17\n');

    await expect(EmbeddedPostgres.join(directory)).rejects.toThrow(
      `the data in ${directory} was made by PostgreSQL 17, which this version cannot read: delete`,
    );
    await writeFile(versionFile, version);
  });

  it('refuses a connection with a wrong password', async () => {
    const postgres = await EmbeddedPostgres.join(directory);
    const url = Object.assign(new URL(postgres.url), { password: 'guessed' }).href;
    await expect(query(url, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await postgres.leave();
  });
});

describe.runIf(isRoot)('the embedded PostgreSQL, started by root', () => {
  it('runs below a folder that only root may enter, and does not change that folder', async () => {
    const closed = await mkdtemp(join(folder, 'closed-'));
    const path = join(closed, 'postgres');

    for (const _ of ['first start', 'second start']) {
      const postgres = await EmbeddedPostgres.join(path);
      expect((await stat(`/proc/${await serverPid(path)}`)).uid).not.toBe(0);
      await postgres.leave();
    }
    expect(await stat(closed)).toMatchObject({ uid: 0, mode: 0o40700 });
  });

  const nobody = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }));

  it.each([
    ['that root has copied', 0],
    ['of the user nobody, as left by an earlier version', nobody],
  ])('can use data %s', async (_, uid) => {
    await chownAll(directory, uid);

    const postgres = await EmbeddedPostgres.join(directory);
    const own = (await stat(`/proc/${await serverPid()}`)).uid;
    await postgres.leave();
    expect([0, nobody]).not.toContain(own);
    expect((await stat(join(directory, 'base'))).uid).toBe(own);
  });

  it('hides its data and password from all other users, the user nobody included', async () => {
    const path = join(folder, 'of-nobody-else');
    await (await EmbeddedPostgres.join(path)).leave();
    const asNobody = ['--reuid=nobody', `--regid=${nobody}`, '--clear-groups', '--'];
    for (const command of [
      ['cat', join(path, 'superuser.password')],
      ['ls', path],
    ]) {
      const read = () => execFileSync('setpriv', [...asNobody, ...command], { stdio: 'pipe' });
      expect(read).toThrow('Permission denied');
    }
  });

  it('runs as the owner of the data, who can start it later', async () => {
    await chownAll(directory, 1234);

    const postgres = await EmbeddedPostgres.join(directory);
    expect((await stat(join(directory, 'postmaster.pid'))).uid).toBe(1234);
    expect((await stat(join(directory, 'server.log'))).uid).toBe(1234);
    await postgres.leave();
  });
});

describe('a database at a URL', () => {
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    postgres = await EmbeddedPostgres.join(directory);
  });
  afterAll(async () => postgres.leave());

  afterEach(() => vi.restoreAllMocks());

  /** Builds the options for this server, with a slightly changed URL. */
  function options(change: Partial<URL> = {}): DatabaseOptions {
    return {
      url: Object.assign(new URL(postgres.url), change).href,
      embeddedDirectory: '',
      poolSize: 1,
      startTimeout: 5,
      migrate: false,
      applicationName: 'spec',
      entities: [],
    };
  }

  it('is waited for, and the log contains no password', async () => {
    const warnings = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const { port } = new URL(postgres.url);
    const proxy = createServer((client) => {
      const server = createConnection(Number(port), '127.0.0.1');
      client.pipe(server).pipe(client);
    });
    const later = await listen(proxy);
    await close(proxy);

    const connecting = connect(options({ port: String(later) }));
    await expect.poll(() => warnings).toHaveBeenCalled();
    await listen(proxy, later);
    await (await connecting).close();
    await close(proxy);

    expect(warnings.mock.calls).toEqual([
      [
        `waiting for the database at postgres://postgres@127.0.0.1:${later}/postgres (connection refused)`,
      ],
    ]);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 'password authentication failed'],
    ['a database that does not exist', { pathname: '/none' }, 'database "none" does not exist'],
    ['TLS that the server has not', { search: '?ssl=true' }, 'server does not support SSL'],
  ])('is not waited for with %s', async (_, change, reason) => {
    const { pathname, port } = new URL(options(change).url);
    await expect(connect({ ...options(change), startTimeout: 600 })).rejects.toThrow(
      new RegExp(
        `^cannot use the database at postgres://postgres@127.0.0.1:${port}${pathname}: .*${reason}`,
      ),
    );
  });

  it('is usable again after an idle connection dies', async () => {
    const warnings = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const database = await connect(options());
    await query(
      postgres.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'spec'`,
    );
    await expect.poll(() => warnings).toHaveBeenCalled();

    expect(await database.dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(warnings).toHaveBeenCalledExactlyOnceWith(
      'lost an idle connection: terminating connection due to administrator command',
    );
    await database.close();
  });

  it('is migrated once by processes that start at the same time', async () => {
    await query(postgres.url, 'CREATE DATABASE migrated');
    const { url } = options({ pathname: '/migrated' });
    const replicas = [1, 2, 3, 4].map(() => start(url, '', 'migrate'));
    await Promise.all(replicas.map((replica) => replica.connected()));

    expect(
      replicas.filter(({ output }) => output.includes('migrated the database to ')),
    ).toHaveLength(1);
    expect(await query(url, 'SELECT name FROM migrations ORDER BY id')).toEqual(
      (await findMigrations()).map(({ name }) => ({ name })),
    );
    await Promise.all(replicas.map((replica) => replica.leave()));
  });

  it('stays as it was after a failed migration, which the error names', async () => {
    class Failing1700000000000 implements MigrationInterface {
      async up(runner: QueryRunner) {
        await runner.query('CREATE TABLE half_made (); SELECT 1 / 0');
      }
      async down() {}
    }
    const dataSource = new DataSource({
      type: 'postgres',
      url: postgres.url,
      migrations: [Failing1700000000000],
      logger: 'debug',
    });
    await dataSource.initialize();

    await expect(migrate(dataSource)).rejects.toThrow(
      'migration Failing1700000000000 failed: division by zero',
    );
    expect(await dataSource.query(`SELECT to_regclass('half_made') AS made`)).toEqual([
      { made: null },
    ]);
    await dataSource.destroy();
  });

  it('serves the application until all of it has shut down', async () => {
    @Module({})
    class LastWords implements OnApplicationShutdown {
      answer: unknown;
      constructor(readonly dataSource: DataSource) {}
      async onApplicationShutdown() {
        this.answer = await this.dataSource.query('SELECT 1 AS one');
      }
    }
    @Module({ imports: [LastWords, DatabaseModule.register(options())] })
    class Application {}

    const application = await NestFactory.createApplicationContext(Application, { logger: false });
    const lastWords = application.get(LastWords);
    await application.close();

    expect(lastWords.answer).toEqual([{ one: 1 }]);
    expect(lastWords.dataSource.isInitialized).toBe(false);
  });
});
