import { userInfo } from 'node:os';
import type { Config } from '#config';
import type { Database } from '#database';
import type { Administrator, Side } from '#oauth';
import { currentTerminal, loadTerminalConfig } from './terminal.js';

/** The services that a command uses. */
export type Installation = import('#oauth/administration').OAuthAdministration;

/** The operator of the command. They can access the database directly, so they have every scope. */
export function operator(): Administrator {
  return { actor: { type: 'command', name: accountName() }, scopes: 'all', ownerId: null };
}

/** Returns the user id where the account has no name, as in a container with an arbitrary user. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}

/** Seconds. An operator waits at the terminal; a server waits longer. */
const START_TIMEOUT = 5;

/** Opens the database of config.yml for one command. Servers may run at the same time. */
export async function withInstallation<Result>(
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  return withDatabase(async (database) => work(await installationOf(database)));
}

export async function installationOf(database: Database): Promise<Installation> {
  const { OAuthAdministration } = await import('#oauth/administration');
  return new OAuthAdministration(database, await configuredKeys());
}

/**
 * Returns a function that returns the key-encryption keys of a side, or null when this machine does
 * not have them.
 */
export async function configuredKeys() {
  const { keyEncryptionKeys } = await import('#oauth/administration');
  const { database, ...config } = await loadTerminalConfig();
  return (side: Side) => {
    const { oauth } = config[side];
    if (database.url !== 'embedded' && oauth.keyEncryptionKey === '') return null;
    return keyEncryptionKeys(side, { database, oauth });
  };
}

/**
 * Opens the database for `work`, and closes it even after an error, because the embedded
 * server stops with its last user.
 */
export async function withDatabase<Result>(
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(await loadTerminalConfig());
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Loads the libs only here, so that a command without the database does without them. */
async function openDatabase({ database }: Config): Promise<Database> {
  await currentTerminal().prepareLog?.();
  const [{ connect }, { OAUTH_ENTITIES }, { AUDIT_ENTITIES }] = await Promise.all([
    import('#database'),
    import('#oauth/administration'),
    import('#audit'),
  ]);
  const { url, embeddedDirectory, startTimeout, migrateOnStart } = database;
  return connect({
    url,
    embeddedDirectory,
    startTimeout: Math.min(startTimeout, START_TIMEOUT),
    poolSize: 1,
    // A real database is migrated by `latchkey database migrate`, and not by a side effect.
    migrate: url === 'embedded' && migrateOnStart,
    applicationName: 'latchkey command',
    entities: [...OAUTH_ENTITIES, ...AUDIT_ENTITIES],
  });
}
