import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerAccount } from './server-account.js';

/** Stored in the data directory, so that both are moved, copied and deleted together. */
const PASSWORD_FILE = 'superuser.password';

export const SUPERUSER = 'postgres';

/** Locale options that make the sort order independent of the machine. */
const ANYWHERE_THE_SAME = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

/**
 * True when the directory holds a "database cluster", PostgreSQL's name for the databases of one
 * server. An empty or missing directory holds none.
 *
 * @throws Error when the directory holds other files or belongs to another user
 */
export async function hasCluster(directory: string): Promise<boolean> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw error.code === 'EACCES' ? foreign(directory) : error;
  });
  if (names.length > 0 && !names.includes(PASSWORD_FILE)) {
    throw new Error(
      `${directory} holds something other than the data of an embedded PostgreSQL: ` +
        'move it away, or choose another database.embeddedDirectory',
    );
  }
  return names.length > 0;
}

/**
 * Creates the cluster beside the directory and renames it when it is complete. A crash in between
 * leaves a folder that the next attempt deletes.
 */
export async function createCluster(
  directory: string,
  initdb: string,
  account: ServerAccount,
): Promise<void> {
  const draft = `${directory}.new`;
  const data = join(draft, 'data');
  const passwordFile = join(draft, PASSWORD_FILE);

  await rm(draft, { recursive: true, force: true });
  try {
    await mkdir(draft, { mode: 0o700 }); // closed to the user that initdb runs as
    await mkdir(data, { mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    const parameters = [
      `--pgdata=${data}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      ...ANYWHERE_THE_SAME,
    ];
    await account.initialize(initdb, parameters, data);
    await account.own(passwordFile);
    await rename(passwordFile, join(data, PASSWORD_FILE));
    await rename(data, directory);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

export async function readPassword(directory: string): Promise<string> {
  try {
    return await readFile(join(directory, PASSWORD_FILE), 'utf8');
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EACCES' ? foreign(directory) : error;
  }
}

function foreign(directory: string): Error {
  return new Error(
    `${directory} belongs to another user (for root, a separate user owns it): start as that user, ` +
      'choose another database.embeddedDirectory, or delete it',
  );
}
