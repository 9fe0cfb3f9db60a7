import type { DataSource, EntityManager } from 'typeorm';
import { isDatabaseUnavailable } from './database-unavailable.js';

/** The connection was lost at the commit, so the transaction is committed or it is not. */
export class UnansweredCommit extends Error {
  constructor(
    readonly transactionId: string,
    options: ErrorOptions,
  ) {
    super('the answer to a commit was lost', options);
    this.name = 'UnansweredCommit';
  }
}

/**
 * A transaction for work that is repeated when it fails: before a second attempt,
 * `wasCommitted` says whether the first one was committed after all.
 *
 * @throws UnansweredCommit
 */
export async function repeatableTransaction(
  dataSource: DataSource,
  work: (transaction: EntityManager) => Promise<void>,
): Promise<void> {
  const done: string[] = [];
  try {
    await dataSource.transaction(async (transaction) => {
      await work(transaction);
      const [row] = await transaction.query<[{ id: string }]>(
        'SELECT pg_current_xact_id()::text AS id',
      );
      done.push(row.id);
    });
  } catch (error) {
    const [transactionId] = done;
    if (transactionId === undefined || !isDatabaseUnavailable(error)) throw error;
    throw new UnansweredCommit(transactionId, { cause: error });
  }
}

/** Null while the transaction has not ended. An id that this database does not have was not committed. */
export async function wasCommitted(
  dataSource: DataSource,
  transactionId: string,
): Promise<boolean | null> {
  try {
    const [row] = await dataSource.query<[{ status: string | null }]>(
      'SELECT pg_xact_status($1::xid8) AS status',
      [transactionId],
    );
    return row.status === 'in progress' ? null : row.status === 'committed';
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    return false;
  }
}
