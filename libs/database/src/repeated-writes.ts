import type { DataSource, EntityManager } from 'typeorm';
import { isDatabaseUnavailable } from './database-unavailable.js';

/**
 * Runs transactions that add rows one after the other, and lets the caller repeat failed ones. When
 * the connection is lost during a commit, its outcome is unknown. The next attempt first reads the
 * outcome from the database, so that no row is added twice.
 */
export class RepeatedWrites {
  /** Id of the transaction whose outcome is unknown. */
  #unanswered: string | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** Runs the work. After a failure, call again with the same work; committed work is skipped. */
  async write(work: (transaction: EntityManager) => Promise<void>): Promise<void> {
    if (await this.#isWritten()) return;
    const done: string[] = [];
    try {
      await this.dataSource.transaction(async (transaction) => {
        await work(transaction);
        const [row] = await transaction.query<[{ id: string }]>(
          'SELECT pg_current_xact_id()::text AS id',
        );
        done.push(row.id);
      });
    } catch (error) {
      if (isDatabaseUnavailable(error)) this.#unanswered = done[0] ?? null;
      throw error;
    }
  }

  async #isWritten(): Promise<boolean> {
    if (this.#unanswered === null) return false;
    const status = await this.#status(this.#unanswered);
    if (status === 'in progress') throw new Error('the last transaction has not ended yet');
    this.#unanswered = null;
    return status === 'committed';
  }

  /** Returns null for an unknown id, for example after a failover that lost the transaction. */
  async #status(transactionId: string): Promise<string | null> {
    try {
      const [row] = await this.dataSource.query<[{ status: string | null }]>(
        'SELECT pg_xact_status($1::xid8) AS status',
        [transactionId],
      );
      return row.status;
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      return null;
    }
  }
}
