import { Logger } from '@nestjs/common';
import { userInfo } from 'node:os';
import { AUDIT_ENTITIES, AuditEventsRepository, AuditTrail } from '#audit';
import { type DatabaseConfig, loadConfig } from '#config';
import { connect, type Database } from '#database';
import {
  type Administrator,
  keyEncryptionKeys,
  OAUTH_ENTITIES,
  OAuthAdministration,
  type Side,
} from '#oauth';
import { tell } from './output.js';

/** What a command works with. */
export type Installation = OAuthAdministration & { auditTrail: AuditTrail };

/** Whoever can use this can use the database itself, so there is nothing that he may not do. */
export function operator(): Administrator {
  return { actor: { type: 'command', name: accountName() }, scopes: 'all', ownerId: null };
}

/** An account may have no name, as in a container that runs as any number. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}

/** Seconds; somebody sits at the terminal. A server waits longer. */
const START_TIMEOUT = 5;

/** Opens the database of config.yml for one command, also beside running servers. */
export async function withInstallation<Result>(
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  return withDatabase(async (database) => work(installationOf(database)));
}

export function installationOf(database: Database): Installation {
  const auditTrail = new AuditTrail(new AuditEventsRepository(database.dataSource));
  return Object.assign(new OAuthAdministration(database, configuredKeys), { auditTrail });
}

/** The key-encryption keys of the side; null when this machine does not have them. */
function configuredKeys(side: Side) {
  const { database, [side]: application } = loadConfig();
  const { oauth } = application;
  if (database.url !== 'embedded' && oauth.keyEncryptionKey === '') return null;
  return keyEncryptionKeys(side, { database, oauth });
}

/** Closed again whatever happens, because the embedded server stops with its last user. */
export async function withDatabase<Result>(
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  Logger.overrideLogger(standardError);
  const database = await openDatabase(loadConfig().database);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const { url, embeddedDirectory, startTimeout, migrateOnStart } = config;
  return connect({
    url,
    embeddedDirectory,
    startTimeout: Math.min(startTimeout, START_TIMEOUT),
    poolSize: 1,
    // A real database is migrated on purpose, not by whoever lists its clients.
    migrate: url === 'embedded' && migrateOnStart,
    applicationName: 'latchkey command',
    entities: [...OAUTH_ENTITIES, ...AUDIT_ENTITIES],
  });
}

/** Standard output is the result's, which may be somebody's JSON. */
const standardError = {
  log() {},
  warn: tell,
  error: tell,
  fatal: tell,
};
