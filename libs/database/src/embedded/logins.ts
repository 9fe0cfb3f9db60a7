import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { APPLICATION_ROLES, type ApplicationRole, GROUPS, makeLogin, type Run } from '../login.js';
import type { ServerAccount } from './server-account.js';

/** Passwords of the applications' logins, which have the names of their applications. */
export type Passwords = Readonly<Record<ApplicationRole, string>>;

/**
 * Prepares the applications' logins, also in data of an earlier version. Stores their passwords
 * beside the superuser's. Call it under the lock of the directory.
 */
export async function prepareLogins(
  directory: string,
  connection: Client,
  account: ServerAccount,
): Promise<Passwords> {
  const run: Run = async (sql, values) => (await connection.query(sql, values)).rows;
  const roles = (await run('SELECT rolname FROM pg_roles')) as { rolname: string }[];
  const isThere = (name: string) => roles.some(({ rolname }) => rolname === name);
  const passwords: Partial<Record<ApplicationRole, string>> = {};

  for (const role of APPLICATION_ROLES) {
    const file = join(directory, `${role}.password`);
    let password = await readPassword(file);
    // The migration accepts an existing group: the login must join it before there are tables.
    if (!isThere(GROUPS[role])) await run(`CREATE ROLE ${GROUPS[role]} NOLOGIN`);
    if (password === null || !isThere(role)) {
      password = randomBytes(24).toString('base64url');
      await makeLogin(run, { role, name: role, password, connections: null });
      await keep(file, password, account);
    }
    passwords[role] = password;
  }
  return passwords as Passwords;
}

async function readPassword(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Writes the file atomically; after a crash before that, the next start makes a new password. */
async function keep(file: string, password: string, account: ServerAccount): Promise<void> {
  const draft = `${file}.new`;
  await writeFile(draft, password, { mode: 0o600 });
  await account.own(draft);
  await rename(draft, file);
}
