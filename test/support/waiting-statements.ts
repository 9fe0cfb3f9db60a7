import type { Client } from 'pg';
import { expect } from 'vitest';
import type { TestDatabase } from './database.js';

/** Waits for a lock of the session itself, or for a statement that does. */
const WAITING = `
  WITH RECURSIVE blocked AS (
    SELECT pid, pg_blocking_pids(pid) AS by FROM pg_stat_activity WHERE wait_event_type = 'Lock'
  ), waiting AS (
    SELECT pid FROM blocked WHERE $1 = ANY(by)
    UNION SELECT blocked.pid FROM blocked JOIN waiting ON waiting.pid = ANY(blocked.by)
  )
  SELECT pid FROM waiting`;

/**
 * Server processes whose statements wait until the session gives up its locks. Other statements,
 * such as counts of the use of clients, may wait for each other meanwhile and are not among them.
 */
export async function waitingFor(session: Client, database: TestDatabase): Promise<number[]> {
  const { rows } = await session.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const waiting = await database.query(WAITING, [rows[0]!.pid]);
  return waiting.map(({ pid }) => pid as number);
}

/** Resolves when so many statements wait for the session. */
export async function untilWaiting(
  session: Client,
  database: TestDatabase,
  count = 1,
): Promise<void> {
  await expect.poll(async () => waitingFor(session, database)).toHaveLength(count);
}
