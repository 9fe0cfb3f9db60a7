import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';

interface Running {
  dataSource: DataSource;
  transaction: EntityManager;
}

const running = new AsyncLocalStorage<Running>();

/**
 * Runs `work` and everything it calls in one transaction: all repositories of the data source join
 * it, and their `inTransaction` begins no transaction of its own. So a transactional operation can be
 * part of a larger one (atomic operations), or depend on something else (an idempotency key, a
 * precondition).
 */
export async function runInTransaction<Result>(
  dataSource: DataSource,
  work: (transaction: EntityManager) => Promise<Result>,
): Promise<Result> {
  return dataSource.transaction(async (transaction) =>
    running.run({ dataSource, transaction }, async () => work(transaction)),
  );
}

/** Returns the transaction of the surrounding `runInTransaction`, if there is one. */
export function commonTransaction(dataSource: DataSource): EntityManager | undefined {
  const around = running.getStore();
  return around?.dataSource === dataSource ? around.transaction : undefined;
}
