import type { Type } from '@nestjs/common';
import { escapeIdentifier } from 'pg';
import { type ConnectionSource, targetOf } from './connection-target.js';
import { Database } from './database.js';
import { requireEngine } from './engine.js';
import type { MigrationClass } from './find-migrations.js';
import { type DatabaseLimits, requireLimits } from './limits.js';
import { migrate } from './migrate.js';
import { newDataSource } from './new-data-source.js';

/** The tables of a module in the database of a host. */
export interface HostDatabaseOptions {
  source: ConnectionSource;
  /** The schema of the tables, which holds nothing else. */
  schema: string;
  entities: Type<object>[];
  migrations: MigrationClass[];
  /** True runs pending migrations at start. */
  migrate: boolean;
  poolSize: number;
  limits: DatabaseLimits;
}

/** PostgreSQL reserves names that begin with `pg_`. */
const SCHEMA = /^(?!pg_)[a-z_][a-z0-9_]{0,62}$/;

/**
 * Connects to the database of a host, makes the schema and runs the migrations. The caller must
 * call `close`.
 *
 * @throws Error for a schema of PostgreSQL, and for a name that is no plain word
 */
export async function connectHost(options: HostDatabaseOptions): Promise<Database> {
  const { schema } = options;
  requireSchema(schema);
  const target = targetOf(options.source);
  const common = { ...options, applicationName: `latchkey ${schema}` };
  const database = new Database(
    newDataSource(target, common),
    async () => newDataSource(target, { ...common, limits: undefined, poolSize: 1 }),
    null,
  );
  try {
    if (options.migrate) {
      await database.asOwner(async (owner) => {
        await makeSchema(owner, schema);
        await migrate(owner);
      });
    }
    await database.dataSource.initialize();
    await requireEngine(database.dataSource, { listens: true });
    await requireLimits(database.dataSource, options.limits);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A schema is also part of the start options of a connection. */
function requireSchema(schema: unknown): void {
  const isName = typeof schema === 'string' && SCHEMA.test(schema);
  if (isName && schema !== 'information_schema') return;
  throw new Error('the schema must match [a-z_][a-z0-9_]*, and not be one of PostgreSQL');
}

/**
 * Makes the schema. A login without the right to do so can use one that exists. `IF NOT EXISTS` fails
 * when another process makes the schema at the same moment.
 */
async function makeSchema(
  owner: { query(sql: string, parameters?: unknown[]): Promise<unknown> },
  schema: string,
): Promise<void> {
  const [row] = (await owner.query('SELECT to_regnamespace($1) IS NOT NULL AS exists', [
    schema,
  ])) as [{ exists: boolean }];
  if (row.exists) return;
  await owner.query(`
    DO $$ BEGIN
      CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)};
    EXCEPTION WHEN unique_violation THEN NULL;
    END $$`);
}
