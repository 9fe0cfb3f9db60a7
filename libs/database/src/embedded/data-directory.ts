import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { lock } from 'proper-lockfile';

/**
 * Milliseconds after which a lock is stale. A killed process delays the next one by
 * this long; a running process refreshes its lock four times in it.
 */
const STALE_MS = 4_000;

const PAUSE_MS = 25;

/** Milliseconds; a first start takes about a second, and much longer on a busy machine. */
const MAX_WAIT_MS = 120_000;

/**
 * Returns the canonical path of the directory, by which all its users lock it. Creates the
 * parent folders.
 */
export async function locateDirectory(directory: string): Promise<string> {
  try {
    await mkdir(dirname(directory), { recursive: true });
    const expected = join(await realpath(dirname(directory)), basename(directory));
    return await realpath(expected).catch(() => expected);
  } catch (error) {
    throw unusable(directory, error);
  }
}

/**
 * Runs `work` while no other process, and no other caller in this one, starts
 * or stops the server of this directory.
 */
export async function whileLocked<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const unlock = await lockDirectory(directory);
  try {
    return await work();
  } finally {
    await unlock();
  }
}

async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  let isLockLost = false;
  try {
    const unlock = await lock(directory, {
      realpath: false, // the directory does not exist before the first start
      stale: STALE_MS,
      update: STALE_MS / 4,
      retries: { retries: MAX_WAIT_MS / PAUSE_MS, minTimeout: PAUSE_MS, maxTimeout: PAUSE_MS },
      // A process that slept longer than STALE_MS continues: PostgreSQL itself rejects a
      // second server in the directory, so no data is at risk.
      onCompromised: () => {
        isLockLost = true;
      },
    });
    return async () => {
      if (!isLockLost) await unlock();
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw unusable(directory, error);
    throw new Error(
      `another process has been starting PostgreSQL in ${directory} for ${MAX_WAIT_MS / 1000} seconds`,
      { cause: error },
    );
  }
}

function unusable(directory: string, cause: unknown): Error {
  return new Error(
    `the embedded PostgreSQL cannot keep its data in ${directory}: ${(cause as Error).message}. ` +
      'Choose another database.embeddedDirectory, or set DATABASE_URL to a PostgreSQL server',
    { cause },
  );
}
