import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { lock } from 'proper-lockfile';

/**
 * A process that was killed while it held the lock delays the next by this
 * long. A living one refreshes the lock four times in it.
 */
const STALE_MS = 4_000;

const PAUSE_MS = 25;

/** A first start takes about a second; this is for a machine that is very busy with others. */
const PATIENCE_MS = 120_000;

/**
 * The directory's one true name, by which all its users lock it. Makes the
 * folders above it.
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
 * Does `work` while no other process, nor another caller in this one, starts
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
  let lost = false;
  try {
    const unlock = await lock(directory, {
      realpath: false, // there is no directory before the first start
      stale: STALE_MS,
      update: STALE_MS / 4,
      retries: { retries: PATIENCE_MS / PAUSE_MS, minTimeout: PAUSE_MS, maxTimeout: PAUSE_MS },
      // A process that slept longer than STALE_MS goes on: PostgreSQL itself
      // refuses a second server in the directory, so no data is at stake.
      onCompromised: () => {
        lost = true;
      },
    });
    return async () => {
      if (!lost) await unlock();
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw unusable(directory, error);
    throw new Error(
      `another process has been starting PostgreSQL in ${directory} for ${PATIENCE_MS / 1000} seconds`,
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
