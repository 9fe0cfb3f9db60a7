import type { DataSource, EntityManager } from 'typeorm';
import type { InTurn } from '../query/time-limit.js';
import { commonTransaction } from './common-transaction.js';

/** The connection of some statements: of a transaction, or one that sets a limit before each. */
export type Connection = Pick<EntityManager, 'query'>;

/**
 * Lowers the timeout of the statements that follow in this transaction, in milliseconds. A lower one
 * that is in force stays: of the login, of `database.limits`, or of a pooler. 0 is no timeout.
 */
const LOWER_TIMEOUT = `SELECT set_config('statement_timeout', least(nullif(setting::int, 0), $1)::text, true)
  FROM pg_settings WHERE name = 'statement_timeout'`;

/**
 * Runs the statements of `read` in turn, within the time limit of the turn. They have a transaction
 * of their own, so that its end restores the timeout.
 *
 * Inside of `runInTransaction` there is no limit but the timeout of each statement: the lower
 * timeout would hold for all that follows there. No request with a costly read has such a transaction.
 */
export async function limitedRead<Result>(
  dataSource: DataSource,
  inTurn: InTurn,
  read: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  return inTurn(async (limit) => {
    const common = commonTransaction(dataSource);
    if (common) return read(common);
    return dataSource.transaction(async (transaction) =>
      read({
        query: async <Rows>(text: string, values?: unknown[]) => {
          await transaction.query(LOWER_TIMEOUT, [limit.leftMs()]);
          return transaction.query<Rows>(text, values);
        },
      }),
    );
  });
}
