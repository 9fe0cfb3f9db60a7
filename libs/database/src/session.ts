import type { DataSource } from 'typeorm';
import { BACKEND, type ListeningConnection } from './listening-connection.js';

/** Attempts; another session may take our server process in between, but rarely every time. */
const ATTEMPTS = 5;

/**
 * Detects a pooler that assigns server processes per transaction: LISTEN succeeds there, and no
 * notification ever arrives. As long as the load is low, such a pooler gives two connections the
 * same server process.
 *
 * @throws Error behind such a pooler
 */
export async function requireSession(
  connection: ListeningConnection,
  dataSource: DataSource,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const ownPid = await connection.backend();
    const [other] = await dataSource.query<[{ pid: number }]>(BACKEND);
    if (other.pid !== ownPid) continue;
    throw new Error(
      'the database is behind a pooler that keeps no session, so no notification would arrive: ' +
        'set database.changes to poll (DATABASE_CHANGES), or connect directly',
    );
  }
}
