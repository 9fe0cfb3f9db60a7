import type { DataSource, EntityManager } from 'typeorm';
import type { InTurn } from '../query/time-limit.js';
import { commonReads, commonTransaction } from './common-transaction.js';

/** A connection: of a transaction, or one that sets a limit before each statement. */
export type Connection = Pick<EntityManager, 'query'>;

/**
 * Lowers the timeout, in milliseconds, of the following statements of this transaction. A lower
 * timeout of the login, of `database.limits` or of a pooler stays in force. 0 means no timeout.
 */
const LOWER_TIMEOUT = `SELECT set_config('statement_timeout', least(nullif(setting::int, 0), $1)::text, true)
  FROM pg_settings WHERE name = 'statement_timeout'`;

/**
 * Runs the statements of `read` when its turn comes, within its time limit. They have their own
 * transaction, whose end restores the timeout.
 *
 * Inside `runInTransaction`, only the timeout of each statement applies: a lower timeout would hold
 * for all later statements there. No request with a costly read has such a transaction.
 */
export async function limitedRead<Result>(
  dataSource: DataSource,
  inTurn: InTurn,
  read: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  return inTurn(async (limit) => {
    const common = commonTransaction(dataSource);
    if (common) return read(common);
    const source = commonReads(dataSource) ?? dataSource;
    return source.transaction(async (transaction: Connection) =>
      read({
        query: async <Rows>(text: string, values?: unknown[]) => {
          await transaction.query(LOWER_TIMEOUT, [limit.leftMs()]);
          return transaction.query<Rows>(text, values);
        },
      }),
    );
  });
}
