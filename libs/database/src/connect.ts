import { Database } from './database.js';
import type { DatabaseOptions } from './database.options.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { findMigrations } from './find-migrations.js';
import { requireLimits } from './limits.js';
import { newDataSource } from './new-data-source.js';
import { requireRights } from './rights.js';
import { migrate } from './migrate.js';
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
    newDataSource({ url }, { ...options, migrations }),
    () =>
      newDataSource({ url: ownerUrl }, { ...options, migrations, limits: undefined, poolSize: 1 }),
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
