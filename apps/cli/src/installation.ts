import { Logger } from '@nestjs/common';
import { loadConfig } from '#config';
import { connect, type Database } from '#database';
import { Clients, ClientsRepository, OAUTH_ENTITIES, SigningKeysRepository } from '#oauth';

/** What a command works with. */
export interface Installation {
  repository: ClientsRepository;
  clients: Clients;
  signingKeys: SigningKeysRepository;
}

/** Seconds; somebody sits at the terminal. A server waits longer. */
const START_TIMEOUT = 5;

/** Opens the database of config.yml for one command, also beside running servers. */
export async function withInstallation<Result>(
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  // A real database is migrated on purpose, not by whoever lists its clients.
  const { url, migrateOnStart } = loadConfig().database;
  const database = await openDatabase(url === 'embedded' && migrateOnStart);
  try {
    const repository = new ClientsRepository(database.dataSource);
    return await work({
      repository,
      clients: new Clients(repository),
      signingKeys: new SigningKeysRepository(database.dataSource),
    });
  } finally {
    await database.close();
  }
}

export async function openDatabase(migrate: boolean): Promise<Database> {
  Logger.overrideLogger(['warn', 'error', 'fatal']);
  const { url, embeddedDirectory, startTimeout } = loadConfig().database;
  return connect({
    url,
    embeddedDirectory,
    startTimeout: Math.min(startTimeout, START_TIMEOUT),
    poolSize: 1,
    migrate,
    applicationName: 'latchkey command',
    entities: OAUTH_ENTITIES,
  });
}
