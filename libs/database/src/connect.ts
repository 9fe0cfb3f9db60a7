import type { DataSource } from 'typeorm';
import { Database } from './database.js';
import type { DatabaseOptions } from './database.options.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { requireEngine, requireTriggers } from './engine.js';
import { findMigrations } from './find-migrations.js';
import { requireLimits } from './limits.js';
import { migrate } from './migrate.js';
import { newDataSource } from './new-data-source.js';
import { requireRights } from './rights.js';
import { requireSchema } from './schema.js';
import { waitForDatabase } from './wait-for-database.js';

/**
 * Opens the database: starts or joins the embedded server, or waits for the server at `url`, and
 * runs the migrations if configured. The caller must call `close`: the embedded server stops when
 * its last user has closed. The signal ends a start that waits.
 *
 * @throws Error when the database, its schema or its engine cannot be used
 */
export async function connect(options: DatabaseOptions, signal?: AbortSignal): Promise<Database> {
  const { startTimeout, role, loginUrl, settings } = options;
  const embedded =
    options.url === 'embedded' ? await EmbeddedPostgres.join(options.embeddedDirectory) : null;
  const ownerUrl = embedded?.url ?? options.url;
  const url = (role && embedded?.urlOf(role)) || loginUrl || ownerUrl;
  const wait = async (target: string, setting?: string) => {
    if (!embedded) await waitForDatabase(target, { startTimeout, signal, setting });
  };

  // A command has no role. It loads these 50 modules only if it migrates or compares the schema.
  const migrations = role ? await findMigrations() : [];
  const database = new Database(
    newDataSource({ url }, { ...options, migrations }),
    async () => {
      const owner = { ...options, migrations: await findMigrations() };
      return newDataSource({ url: ownerUrl }, { ...owner, limits: undefined, poolSize: 1 });
    },
    embedded,
  );
  try {
    if (options.migrate) {
      await wait(ownerUrl, settings?.url);
      await database.asOwner(async (owner) => migrate(owner, signal));
    }
    await wait(url, loginUrl ? settings?.loginUrl : settings?.url);
    await database.dataSource.initialize();
    if (role) {
      database.schema = await requireApplicationDatabase(database.dataSource, {
        ...options,
        role,
        isEmbedded: embedded !== null,
        signal,
      });
    }
    if (options.limits) await requireLimits(database.dataSource, options.limits);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

type ApplicationDatabase = DatabaseOptions & {
  role: NonNullable<DatabaseOptions['role']>;
  isEmbedded: boolean;
  signal?: AbortSignal;
};

/** Checks what an application needs of its database, and returns the version of the schema. */
async function requireApplicationDatabase(
  dataSource: DataSource,
  options: ApplicationDatabase,
): Promise<string | null> {
  const { role, pollInterval, settings, startTimeout, acceptNewerSchema, signal } = options;
  if (!options.isEmbedded) {
    await requireEngine(dataSource, { listens: pollInterval === undefined });
    const sharesSessions = pollInterval !== undefined;
    await requireRights(dataSource, { role, sharesSessions, setting: settings?.loginUrl });
  }
  const acceptNewer = acceptNewerSchema ?? false;
  const schema = await requireSchema(dataSource, { startTimeout, acceptNewer, signal });
  await requireTriggers(dataSource);
  return schema;
}
