import { Logger } from '@nestjs/common';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { requireEngine, requireTriggersOfOwner } from './engine.js';
import { readSchema, type Schema } from './schema.js';
import { interruptiblePause } from './start-signal.js';

/** Advisory lock of the migrations; any number that is unique in this database. */
const LOCK = `hashtextextended('latchkey migrations', 0)`;

const PAUSE_MS = 100;

/** Longer than any migration that may run while the old version serves. */
const MAX_WAIT_MS = 10 * 60 * 1000;

/**
 * Runs the pending migrations, each in its own transaction, and returns their
 * names. Replicas may start together: one of them migrates, and the others wait
 * until nothing is left to do.
 */
export async function migrate(dataSource: DataSource, signal?: AbortSignal): Promise<string[]> {
  const schema = await readSchema(dataSource);
  if (schema.missing.length === 0) return [];
  await requireMigratable(dataSource, schema);

  const runner = dataSource.createQueryRunner();
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = 'each';

  try {
    await lock(runner, signal);
    try {
      return await runPending(executor);
    } finally {
      await runner.query(`SELECT pg_advisory_unlock(${LOCK})`);
    }
  } finally {
    await runner.release();
  }
}

/**
 * Checks the engine before the first migration, and that the database is not of another version: its
 * tables may differ from those that the pending migrations expect.
 *
 * @throws Error with the reason
 */
async function requireMigratable(
  dataSource: DataSource,
  { migrations, unknown }: Schema,
): Promise<void> {
  if (migrations === 0) {
    await requireEngine(dataSource, { listens: false });
    await requireTriggersOfOwner(dataSource);
  }
  if (unknown.length === 0) return;
  throw new Error(
    `the database has migrations that this version of Latchkey does not know (${unknown.join(', ')}), ` +
      'and lacks others: migrate with the version that ran them',
  );
}

async function runPending(executor: MigrationExecutor): Promise<string[]> {
  try {
    const names = (await executor.executePendingMigrations()).map(({ name }) => name);
    if (names.length > 0) {
      const logger = new Logger('Database');
      logger.log(`migrated the database to ${names.at(-1)}; migrations run: ${names.length}`);
      logger.debug(`migrated: ${names.join(', ')}`);
    }
    return names;
  } catch (error) {
    const [failed] = await executor.getPendingMigrations();
    throw new Error(`migration ${failed?.name} failed: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/**
 * Takes the lock by polling instead of waiting in PostgreSQL. A waiting statement is a
 * transaction that CREATE INDEX CONCURRENTLY waits for, so a migration with
 * such an index would deadlock with the waiting process.
 */
async function lock(runner: QueryRunner, signal?: AbortSignal): Promise<void> {
  const deadline = Date.now() + MAX_WAIT_MS;
  for (; Date.now() < deadline; await interruptiblePause(PAUSE_MS, signal)) {
    const [row] = (await runner.query(`SELECT pg_try_advisory_lock(${LOCK}) AS locked`)) as [
      { locked: boolean },
    ];
    if (row.locked) return;
  }
  throw new Error(`another process has been migrating the database for ${MAX_WAIT_MS / 1000} s`);
}
