import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { Database } from './database.js';
import type { DatabaseOptions } from './database.options.js';
import { DirectDataSource } from './direct-data-source.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { findMigrations, type MigrationClass } from './find-migrations.js';
import { type DatabaseLimits, requireLimits, timeouts } from './limits.js';
import { requireRights } from './rights.js';
import { migrate } from './migrate.js';
import { BoundedPool, type BoundedPoolConfig } from './pool.js';
import { waitForDatabase } from './wait-for-database.js';

/**
 * Opens the database: starts or joins the embedded server, or waits for the server at `url`, and
 * runs the migrations if configured. The caller must call `close`: the embedded server stops when
 * its last user has closed.
 */
export async function connect(options: DatabaseOptions): Promise<Database> {
  const { startTimeout, role, loginUrl } = options;
  const migrations = await findMigrations();
  const embedded =
    options.url === 'embedded' ? await EmbeddedPostgres.join(options.embeddedDirectory) : null;
  const ownerUrl = embedded?.url ?? options.url;
  const url = (role && embedded?.urlOf(role)) || loginUrl || ownerUrl;

  const database = new Database(
    dataSource(url, { ...options, migrations }),
    () => dataSource(ownerUrl, { ...options, migrations, limits: undefined, poolSize: 1 }),
    embedded,
  );
  try {
    if (options.migrate) {
      if (!embedded) await waitForDatabase(ownerUrl, startTimeout);
      await database.asOwner(migrate);
    }
    if (!embedded) await waitForDatabase(url, startTimeout);
    await database.dataSource.initialize();
    if (role && !embedded) {
      const sharesSessions = options.pollInterval !== undefined;
      await requireRights(database.dataSource, { role, sharesSessions });
    }
    if (options.limits) await requireLimits(database.dataSource, options.limits);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function dataSource(
  url: string,
  options: DatabaseOptions & { migrations: MigrationClass[] },
): DataSource {
  const { entities, migrations, poolSize, limits, applicationName, pollInterval } = options;
  const logger = new Logger('Database');

  return new DirectDataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    poolSize,
    applicationName,
    driver: { ...pg, Pool: BoundedPool },
    extra: {
      keepAlive: true,
      keepsNoSession: pollInterval !== undefined,
      ...(limits ? driverLimits(limits) : UNLIMITED),
    },
    // Typeorm would run CREATE EXTENSION for an entity with a uuid; only migrations change the
    // schema.
    installExtensions: false,
    // The default logger writes failed migrations to the console, in addition to the thrown error.
    logger: 'debug',
    // Without a listener, the loss of an idle connection would end the process.
    poolErrorHandler: ({ message }: Error) => logger.warn(`lost an idle connection: ${message}`),
  });
}

/** Options without limits, for the command line and for migrations, which may take long. */
const UNLIMITED: BoundedPoolConfig = { connectionTimeoutMillis: 10_000 };

function driverLimits(limits: DatabaseLimits): BoundedPoolConfig {
  return {
    maxWaiting: limits.maxWaiting,
    connectionTimeoutMillis: limits.connectionTimeout * 1000,
    ...timeouts(limits),
  };
}
