import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';

interface Running {
  dataSource: DataSource;
  transaction: EntityManager;
}

const running = new AsyncLocalStorage<Running>();

/**
 * Does what `work` calls, however deep, together or not at all: every repository of that
 * data source takes part, and its `together` begins no transaction of its own. So what
 * is written to be one act can be a part of a larger one (atomic operations), or can
 * be done only if something else holds (an idempotency key, a precondition).
 */
export async function runInTransaction<Result>(
  dataSource: DataSource,
  work: (transaction: EntityManager) => Promise<Result>,
): Promise<Result> {
  return dataSource.transaction(async (transaction) =>
    running.run({ dataSource, transaction }, async () => work(transaction)),
  );
}

/** That of `runInTransaction` around the caller, if there is one. */
export function commonTransaction(dataSource: DataSource): EntityManager | undefined {
  const around = running.getStore();
  return around?.dataSource === dataSource ? around.transaction : undefined;
}
