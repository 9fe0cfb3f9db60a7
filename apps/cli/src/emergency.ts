import { blockingSessions, type BlockingSession, type Database, endingBlockers } from '#database';
import { Option } from 'commander';
import { type Installation, installationOf, withDatabase } from './installation.js';
import { tell } from './output.js';

/** Seconds to wait for a lock: long enough for an act that ends by itself. */
const PATIENCE = 5;

/** Seconds until `--cut` gives up; by then every session in the way has been ended many times. */
const CUT_PATIENCE = 30;

/** SQLSTATE lock_not_available. */
const LOCK_NOT_AVAILABLE = '55P03';

export interface Emergency {
  /** End the sessions that are in the way. */
  cut?: boolean;
}

export function cutOption(): Option {
  return new Option(
    '--cut',
    'ends sessions of the applications at the database that are in the way',
  );
}

/**
 * Runs an act that contains damage. The act does not wait for locks that an application's login
 * holds, which may be in the hands of an attacker: it fails and names their sessions, or
 * ends them with `--cut`.
 *
 * @throws Error after some seconds
 */
export async function inEmergency<Result>(
  { cut = false }: Emergency,
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  return withDatabase(async (database) => {
    const act = async () => work(installationOf(database));
    await database.dataSource.query(`SET lock_timeout = '${cut ? CUT_PATIENCE : PATIENCE}s'`);
    return cut ? cutting(database, act) : watching(database, act);
  });
}

async function cutting<Result>(database: Database, act: () => Promise<Result>): Promise<Result> {
  const { result, ended } = await database.asOwner(async (owner) => endingBlockers(owner, act));
  if (ended.length > 0) tell(`ended ${ended.length} sessions in the way: ${named(ended)}`);
  return result;
}

/** The sessions are looked for while the act still waits; when it has failed they are in nobody's way. */
async function watching<Result>(database: Database, act: () => Promise<Result>): Promise<Result> {
  let inTheWay: BlockingSession[] = [];
  const look = setTimeout(
    () =>
      void database.asOwner(blockingSessions).then(
        (sessions) => (inTheWay = sessions),
        () => {},
      ),
    (PATIENCE * 1000) / 2,
  );
  try {
    return await act();
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    throw new Error(
      `nothing is changed: a lock at the database is held${inTheWay.length > 0 ? ` by ${named(inTheWay)}` : ''}; ` +
        'try again, or with --cut, which ends sessions of the applications that are in the way',
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

function named(sessions: readonly BlockingSession[]): string {
  const counts = new Map<string, number>();
  for (const { login, address } of sessions) {
    const name = address === null ? login : `${login} from ${address}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count > 1 ? `${name} (${count})` : name)).join(', ');
}
