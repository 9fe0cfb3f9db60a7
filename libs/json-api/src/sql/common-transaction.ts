import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';

interface Running {
  dataSource: DataSource;
  transaction?: EntityManager;
  reads?: ReadSource;
}

/** Runs the reads of one request, on a copy of the database or on the database itself. */
export interface ReadSource extends Pick<EntityManager, 'query'> {
  /** Runs reads with settings that end with them. `work` may run twice. */
  transaction<Result>(
    work: (transaction: Pick<EntityManager, 'query'>) => Promise<Result>,
  ): Promise<Result>;
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

/**
 * Runs `work`, in which repositories of the data source read from `reads`, which may lack recent changes.
 * A row that is not there is looked up in the data source. Changes and transactions use the data source.
 */
export function readingFrom<Result>(
  dataSource: DataSource,
  reads: ReadSource,
  work: () => Result,
): Result {
  return running.run({ dataSource, reads }, work);
}

/** Returns the source of the surrounding `readingFrom`, unless a transaction is running in it. */
export function commonReads(dataSource: DataSource): ReadSource | undefined {
  const around = running.getStore();
  return around?.dataSource === dataSource ? around.reads : undefined;
}
