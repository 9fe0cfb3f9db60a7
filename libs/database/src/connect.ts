import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Database } from './database.js';
import type { DatabaseOptions } from './database.options.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { requireRights } from './rights.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/migrations.js';
import { waitForDatabase } from './wait-for-database.js';

/** A query that gets no connection in this time fails; without a limit it would wait for ever. */
const CONNECTION_TIMEOUT_MS = 10_000;

/**
 * An application waits no longer for a row that somebody else has locked: a request that does
 * keeps a connection of the pool, and with all of them taken every other request waits, too.
 * Less than `CONNECTION_TIMEOUT_MS`, so that those get one before they give up.
 */
const LOCK_TIMEOUT_MS = 5_000;

/**
 * Opens the database: starts or joins the embedded server, or waits for the
 * one at `url`, and runs the migrations if that is wanted. Who connects must
 * `close`: the embedded server stops with the last one who does.
 */
export async function connect(options: DatabaseOptions): Promise<Database> {
  const { startTimeout, role, loginUrl } = options;
  const embedded =
    options.url === 'embedded' ? await EmbeddedPostgres.join(options.embeddedDirectory) : null;
  const ownerUrl = embedded?.url ?? options.url;
  const url = (role && embedded?.urlOf(role)) || loginUrl || ownerUrl;

  const database = new Database(
    dataSource(url, options),
    () => dataSource(ownerUrl, { ...options, role: undefined, poolSize: 1 }),
    embedded,
  );
  try {
    if (options.migrate) {
      if (!embedded) await waitForDatabase(ownerUrl, startTimeout);
      await database.asOwner(migrate);
    }
    if (!embedded) await waitForDatabase(url, startTimeout);
    await database.dataSource.initialize();
    if (role && !embedded) await requireRights(database.dataSource, role);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function dataSource(url: string, { entities, poolSize, applicationName, role }: DatabaseOptions) {
  const logger = new Logger('Database');

  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    poolSize,
    applicationName,
    connectTimeoutMS: CONNECTION_TIMEOUT_MS,
    ...(role && { extra: { lock_timeout: LOCK_TIMEOUT_MS } }),
    // Typeorm would run CREATE EXTENSION for an entity with a uuid; the schema belongs to the migrations.
    installExtensions: false,
    // The default logger writes failed migrations to the console, beside the error that we throw.
    logger: 'debug',
    // Without a listener, an idle connection that dies takes the process with it.
    poolErrorHandler: ({ message }: Error) => logger.warn(`lost an idle connection: ${message}`),
  });
}
