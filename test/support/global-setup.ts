import { execFileSync } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { TestProject } from 'vitest/node';
import { type ApplicationRole, connect, EmbeddedPostgres } from '#database';
import { databaseUrl } from './database-url.js';
import { Postgresql15 } from './postgresql-15.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The embedded server of the test run. */
    postgresUrl: string;
    /** The URLs of the same server with the logins of the applications. */
    loginUrls: Record<ApplicationRole, string>;
    /** The name of a migrated, empty database that tests copy. */
    templateDatabase: string;
  }
}

/** Starts one embedded PostgreSQL for the whole run, with a migrated database that each file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  Logger.overrideLogger(false);
  // The servers of tests run from the sources, and serve the build of the console.
  execFileSync(process.execPath, ['scripts/build.js', 'console'], { stdio: 'inherit' });
  const postgres = await startServer();
  const template = `template_${process.pid}_${project.name}`;
  const server = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
  // The data need not survive a crash of the machine, and their log takes little memory.
  await server.query('ALTER SYSTEM SET fsync = off');
  await server.query(`ALTER SYSTEM SET max_wal_size = '128MB'`);
  await server.query('SELECT pg_reload_conf()');
  await server.query(`CREATE DATABASE ${template}`);
  await server.destroy();

  await migrate(databaseUrl(postgres.url, template));

  project.provide('postgresUrl', postgres.url);
  project.provide('loginUrls', {
    backoffice: postgres.urlOf('backoffice'),
    storefront: postgres.urlOf('storefront'),
  });
  project.provide('templateDatabase', template);
  return async () => {
    const last = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    await last.query(`DROP DATABASE ${template}`);
    await last.destroy();
    await postgres.leave();
  };
}

/** A server of a test run. `leave` stops it when it was the last user. */
type Server = Pick<EmbeddedPostgres, 'url' | 'urlOf' | 'leave'>;

/**
 * Starts the embedded server. With `TEST_POSTGRESQL=15` the tests run on the oldest supported
 * version instead, which Debian's package `postgresql-15` has.
 */
async function startServer(): Promise<Server> {
  const version = process.env.TEST_POSTGRESQL;
  if (version === undefined) return EmbeddedPostgres.join(serverDirectory());
  if (version !== '15') throw new Error(`TEST_POSTGRESQL must be 15, not ${version}`);
  const server = await Postgresql15.start();
  await server.makeLogins();
  return {
    url: server.superuserUrl,
    urlOf: (role) => server.urlOf(role),
    leave: async () => server.stop(),
  };
}

const MEMORY = '/dev/shm';

/** Bytes; more than the databases and the log of four workers take. */
const ENOUGH_MEMORY = 2 * 1024 ** 3;

/**
 * Returns the folder of the server, in memory where there is enough. A database has 400 files, and
 * ext4 takes long to create a file where others were deleted in the last minutes: three files with
 * a database for each test took 70 s of CPU time on a disk, and 39 s in memory.
 */
function serverDirectory(): string {
  const onDisk = resolve('var/test/postgres');
  if (!existsSync(MEMORY)) return onDisk;
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize < ENOUGH_MEMORY) return onDisk;
  return join(MEMORY, `latchkey-${userInfo().uid}`, onDisk);
}

/** Runs all migrations on an empty database. */
export async function migrate(url: string): Promise<void> {
  const database = await connect({
    url,
    embeddedDirectory: '',
    poolSize: 1,
    startTimeout: 10,
    migrate: true,
    applicationName: 'test setup',
    entities: [],
  });
  await database.close();
}
