import { isDatabaseUnavailable } from '../database-unavailable.js';
import { runOn } from '../direct-data-source.js';
import type { BoundedPool } from '../pool.js';

/** A connection that runs statements: of a pool, of a transaction, or a data source. */
export interface StatementRunner {
  query<Result>(text: string, values?: unknown[]): Promise<Result>;
}

/** Runs reads over a pool, with the results and errors of TypeORM. */
export class ReplicaPool implements StatementRunner {
  constructor(private readonly pool: BoundedPool) {}

  async query<Result>(text: string, values?: unknown[]): Promise<Result> {
    const connection = await this.pool.connect();
    return runOn<Result>(connection, { text, values }).finally(() => connection.release());
  }

  /** Runs reads on one connection, with settings that last until the end. */
  async transaction<Result>(work: (runner: StatementRunner) => Promise<Result>): Promise<Result> {
    const connection = await this.pool.connect();
    const run = async <Rows>(text: string, values?: unknown[]) =>
      runOn<Rows>(connection, { text, values });
    try {
      await run('START TRANSACTION');
      const result = await work({ query: run });
      await run('COMMIT');
      return result;
    } catch (error) {
      await run('ROLLBACK').catch(() => {}); // the connection may be lost
      throw error;
    } finally {
      connection.release();
    }
  }
}

/**
 * A conflict of the read with rows that the standby has to remove (PostgreSQL manual, "Handling Query
 * Conflicts").
 */
const CONFLICT = new Set(['40001', '40P01']);

/** The statement reached its time limit, as it would on the primary. */
const CANCELED = '57014';

/** True when the primary may run a statement that failed on the standby. */
export function mayRunElsewhere(error: unknown): boolean {
  const { driverError = error } = (error ?? {}) as { driverError?: unknown };
  const { code, cause } = (driverError ?? {}) as { code?: string; cause?: { code?: string } };
  const state = cause?.code ?? code ?? '';
  return CONFLICT.has(state) || (state !== CANCELED && isDatabaseUnavailable(error));
}
