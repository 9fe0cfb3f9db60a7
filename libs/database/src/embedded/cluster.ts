import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerAccount } from './server-account.js';

/** In the data directory, so that neither can be moved, copied or deleted without the other. */
const PASSWORD_FILE = 'superuser.password';

export const SUPERUSER = 'postgres';

/** Whatever locales a machine has, texts are sorted alike. */
const ANYWHERE_THE_SAME = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

/**
 * Whether the directory holds a "database cluster", as PostgreSQL calls the
 * databases of one server. An empty one does not.
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
 * Makes the cluster beside the directory and renames it into place complete:
 * a crash on the way leaves a folder that the next attempt deletes.
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
    await mkdir(draft, { mode: 0o700 }); // ours, and closed to the user that initdb runs as
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
    `${directory} belongs to another user (root gives it to its own): start as that user, ` +
      'choose another database.embeddedDirectory, or delete it',
  );
}
