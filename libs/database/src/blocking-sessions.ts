import type { DatabaseError } from 'pg';
import type { DataSource } from 'typeorm';
import { GROUPS } from './login.js';

const INSUFFICIENT_PRIVILEGE = '42501';

/** A session of an application's login that blocks another session. */
export interface BlockingSession {
  pid: number;
  login: string;
  /** Null for a session over a Unix socket, and when the login lacks pg_read_all_stats. */
  address: string | null;
}

/**
 * Milliseconds between two checks; a session that reconnects holds a lock for at most this long.
 */
const CHECK_INTERVAL_MS = 100;

/**
 * Finds sessions of the applications' logins that hold a lock for which a session of this login
 * waits, or that are ahead of it in the queue. Sessions of the owner and of superusers are
 * excluded.
 */
const BLOCKING = `
  SELECT DISTINCT blocker.pid, blocker.usename AS login, host(blocker.client_addr) AS address
  FROM pg_stat_activity waiting
  CROSS JOIN LATERAL unnest(pg_blocking_pids(waiting.pid)) AS blocking (pid)
  JOIN pg_stat_activity blocker ON blocker.pid = blocking.pid
  WHERE waiting.datname = current_database() AND waiting.usename = current_user
    AND blocker.usename <> current_user
    AND EXISTS (
      SELECT FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = roleid
      WHERE member = blocker.usesysid AND rolname = ANY ($1))`;

/** Returns the sessions of applications that currently block a session of this login. */
export async function blockingSessions(owner: DataSource): Promise<BlockingSession[]> {
  return owner.query<BlockingSession[]>(BLOCKING, [Object.values(GROUPS)]);
}

/**
 * Does the work, and ends every session of an application that blocks it. The processes of
 * these sessions reconnect by themselves. `owner` is a second connection with the same login.
 *
 * @throws Error when the login has no right to end the sessions
 */
export async function endingBlockers<Result>(
  owner: DataSource,
  work: () => Promise<Result>,
): Promise<{ result: Result; ended: BlockingSession[] }> {
  const ended: BlockingSession[] = [];
  const watch = { isOver: false };
  const watching = endWhile(watch, { owner, ended });
  // When the watch fails, the work runs into its lock_timeout, so report the error of the watch.
  const [done, watched] = await Promise.allSettled([
    work().finally(() => (watch.isOver = true)),
    watching,
  ]);
  if (done.status === 'fulfilled') return { result: done.value, ended };
  throw watched.status === 'rejected' ? watched.reason : done.reason;
}

async function endWhile(
  watch: { isOver: boolean },
  { owner, ended }: { owner: DataSource; ended: BlockingSession[] },
): Promise<void> {
  while (!watch.isOver) {
    for (const session of await blockingSessions(owner)) {
      await end(session, owner);
      ended.push(session);
    }
    await new Promise((resolve) => setTimeout(resolve, CHECK_INTERVAL_MS));
  }
}

async function end({ pid, login }: BlockingSession, owner: DataSource): Promise<void> {
  try {
    await owner.query('SELECT pg_terminate_backend($1)', [pid]);
  } catch (error) {
    if ((error as DatabaseError).code !== INSUFFICIENT_PRIVILEGE) throw error;
    const [{ name }] = await owner.query<[{ name: string }]>(
      'SELECT quote_ident(current_user) AS name',
    );
    throw new Error(
      `the login of database.url may not end sessions of ${login}: as a superuser, run ` +
        `GRANT pg_signal_backend TO ${name}`,
      { cause: error },
    );
  }
}
