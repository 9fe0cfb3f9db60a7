import type { DataSource } from 'typeorm';
import { BACKEND, type ListeningConnection } from './listening-connection.js';

/** Others may take the process that we had, in between; not every time. */
const LOOKS = 5;

/**
 * Through a pooler that hands out server processes anew for each transaction, LISTEN
 * succeeds and nothing is ever heard. Such a one shows itself, as long as not much
 * goes on, by giving two connections the same process.
 *
 * @throws Error when it does
 */
export async function requireSession(
  connection: ListeningConnection,
  dataSource: DataSource,
): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const ours = await connection.backend();
    const [other] = await dataSource.query<[{ pid: number }]>(BACKEND);
    if (other.pid !== ours) continue;
    throw new Error(
      'the database is behind a pooler that keeps no session, so that no change would be heard: ' +
        'set database.changes to poll (DATABASE_CHANGES), or connect directly',
    );
  }
}
