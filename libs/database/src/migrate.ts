import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';

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
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = 'each';

  try {
    if ((await executor.getPendingMigrations()).length === 0) return [];

    await lock(runner);
    try {
      return await runPending(executor);
    } finally {
      await runner.query(`SELECT pg_advisory_unlock(${LOCK})`);
    }
  } finally {
    await runner.release();
  }
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
async function lock(runner: QueryRunner): Promise<void> {
  for (const deadline = Date.now() + MAX_WAIT_MS; Date.now() < deadline; await pause(PAUSE_MS)) {
    const [row] = (await runner.query(`SELECT pg_try_advisory_lock(${LOCK}) AS locked`)) as [
      { locked: boolean },
    ];
    if (row.locked) return;
  }
  throw new Error(`another process has been migrating the database for ${MAX_WAIT_MS / 1000} s`);
}
