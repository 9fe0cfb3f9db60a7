import { Option } from 'commander';
import type { BlockingSession, Database } from '#database';
import { type Installation, installationOf, withDatabase } from './installation.js';
import { printMessage } from './output.js';

/** Seconds to wait for a lock: long enough for an ordinary transaction to end. */
const LOCK_TIMEOUT = 5;

/** Seconds until `--cut` gives up. By then it has ended blocking sessions many times. */
const CUT_LOCK_TIMEOUT = 30;

/** SQLSTATE lock_not_available. */
const LOCK_NOT_AVAILABLE = '55P03';

export interface Emergency {
  /** True to end the blocking sessions. */
  cut?: boolean;
}

export function cutOption(): Option {
  return new Option('--cut', 'end database sessions of the applications that block this command');
}

/**
 * Runs a command of incident response, such as a revocation. The login of an application may be
 * stolen and hold locks, so the command waits only `LOCK_TIMEOUT` seconds for a lock. Then it fails
 * and names the blocking sessions. With `--cut`, it ends them instead.
 *
 * @throws Error when a lock is held for longer
 */
export async function inEmergency<Result>(
  { cut = false }: Emergency,
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  return withDatabase(async (database) => {
    const operation = async () => work(await installationOf(database));
    await database.dataSource.query(
      `SET lock_timeout = '${cut ? CUT_LOCK_TIMEOUT : LOCK_TIMEOUT}s'`,
    );
    return cut ? cutBlockers(database, operation) : reportBlockers(database, operation);
  });
}

async function cutBlockers<Result>(
  database: Database,
  operation: () => Promise<Result>,
): Promise<Result> {
  const { endingBlockers } = await import('#database');
  const { result, ended } = await database.asOwner(async (owner) =>
    endingBlockers(owner, operation),
  );
  if (ended.length > 0)
    printMessage(`ended ${ended.length} blocking sessions: ${describeSessions(ended)}`);
  return result;
}

/** Looks for blocking sessions while the command still waits. Afterwards, they block nothing. */
async function reportBlockers<Result>(
  database: Database,
  operation: () => Promise<Result>,
): Promise<Result> {
  const { blockingSessions } = await import('#database');
  let blockers: BlockingSession[] = [];
  const look = setTimeout(
    () =>
      void database.asOwner(blockingSessions).then(
        (sessions) => (blockers = sessions),
        () => {},
      ),
    (LOCK_TIMEOUT * 1000) / 2,
  );
  try {
    return await operation();
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    const holders = blockers.length > 0 ? ` by ${describeSessions(blockers)}` : '';
    throw new Error(
      `nothing was changed: a lock is held${holders}; try again, or use --cut, ` +
        'which ends database sessions of the applications that block this command',
      { cause: error },
    );
  } finally {
    clearTimeout(look);
  }
}

function isLockTimeout(error: unknown): boolean {
  const { driverError } = error as { driverError?: { code?: unknown } };
  return driverError?.code === LOCK_NOT_AVAILABLE;
}

function describeSessions(sessions: readonly BlockingSession[]): string {
  const counts = new Map<string, number>();
  for (const { login, address } of sessions) {
    const name = address === null ? login : `${login} from ${address}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count > 1 ? `${name} (${count})` : name)).join(', ');
}
