import { Logger } from '@nestjs/common';
import { escapeIdentifier } from 'pg';
import type { DataSource } from 'typeorm';
import { interruptiblePause } from './start-signal.js';

/** The migrations of a database, compared with those of this version. */
export interface Schema {
  /** Name of the last migration that this version knows and that was run; null before the first. */
  version: string | null;
  /** Number of migrations that were run. */
  migrations: number;
  /** Names of migrations of this version that were not run, the oldest first. */
  missing: string[];
  /** Names of migrations that were run and that this version does not have. */
  unknown: string[];
}

/** The migration since which applications may read the names. */
const READABLE_SINCE = 'SchemaChecks1795392000160';

/** Compares the migrations of the database with those of this version. */
export async function readSchema(dataSource: DataSource): Promise<Schema> {
  const known = dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name);
  const run = await namesOf(dataSource, known);
  return {
    version: known.findLast((name) => run.includes(name)) ?? null,
    migrations: run.length,
    missing: known.filter((name) => !run.includes(name)),
    unknown: run.filter((name) => !known.includes(name)),
  };
}

/** Returns the names of the migrations that were run, as far as the login can know them. */
async function namesOf(dataSource: DataSource, known: readonly string[]): Promise<string[]> {
  const table = escapeIdentifier(dataSource.options.migrationsTableName ?? 'migrations');
  const [found] = await dataSource.query<[{ exists: boolean; isReadable: boolean | null }]>(
    `SELECT to_regclass($1) IS NOT NULL AS exists,
       has_table_privilege(to_regclass($1), 'SELECT') AS "isReadable"`,
    [table],
  );
  if (!found.exists) return [];
  if (!found.isReadable) return known.slice(0, known.indexOf(READABLE_SINCE));
  const rows = await dataSource.query<{ name: string }[]>(`SELECT name FROM ${table} ORDER BY id`);
  return rows.map(({ name }) => name);
}

const PAUSE_MS = 500;
const LOG_EVERY_MS = 5_000;

/** Names that a message lists; the first start of a new database would list more than a hundred. */
const MAX_NAMES = 5;

/** The reaction of a start to a schema that does not fit. */
export interface SchemaRequirement {
  /** Seconds to wait for a migration by another process; 0 compares once. */
  startTimeout: number;
  /** True starts on a schema with migrations of a newer version. */
  acceptNewer: boolean;
  signal?: AbortSignal;
}

/**
 * Waits until the database has all migrations of this version, which another process may be running,
 * and returns the name of the last one.
 *
 * @throws Error at once for a schema with unknown migrations, and after `startTimeout` for one that
 * lacks some; the message has their names and the remedy
 */
export async function requireSchema(
  dataSource: DataSource,
  { startTimeout, acceptNewer, signal }: SchemaRequirement,
): Promise<string | null> {
  const logger = new Logger('Database');
  const deadline = Date.now() + startTimeout * 1000;
  let nextLog = 0;

  for (;;) {
    const schema = await readSchema(dataSource);
    refuseNewer(schema, acceptNewer, logger);
    if (schema.missing.length === 0) return schema.version;

    const fault = behind(schema);
    if (Date.now() + PAUSE_MS > deadline) throw new Error(fault);
    if (Date.now() >= nextLog) {
      logger.warn(`${fault}. The start waits for it`);
      nextLog = Date.now() + LOG_EVERY_MS;
    }
    await interruptiblePause(PAUSE_MS, signal);
  }
}

function refuseNewer({ unknown }: Schema, accepts: boolean, logger: Logger): void {
  if (unknown.length === 0) return;
  const fault =
    'the schema of the database is newer than this version of Latchkey, which does not know ' +
    listed(unknown);
  if (!accepts) {
    throw new Error(
      `${fault}: start the version that ran them. If its changelog says that this version works on ` +
        'its schema, set database.acceptNewerSchema (DATABASE_ACCEPT_NEWER_SCHEMA) to true',
    );
  }
  logger.warn(`${fault}; database.acceptNewerSchema lets it start`);
}

/** Says which migrations are missing, and which command runs them. */
export function behind({ missing }: Schema): string {
  return (
    'the schema of the database is older than this version of Latchkey and lacks ' +
    `${listed(missing)}: run \`latchkey database migrate\` of this version`
  );
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).join(', ');
  const more = names.length - MAX_NAMES;
  const count = `${names.length} ${names.length === 1 ? 'migration' : 'migrations'}`;
  return `${count} (${shown}${more > 0 ? ` and ${more} more` : ''})`;
}
