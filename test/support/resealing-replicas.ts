import { randomBytes } from 'node:crypto';
import { Administration } from './administration.js';
import type { TestClient } from './applications.js';
import { createDatabase, type TestDatabase } from './database.js';
import { type Replicas, startReplicas } from './replicas.js';

/** Two back-office processes with a new key-encryption key, and keys sealed with the previous one. */
export interface ResealingReplicas {
  database: TestDatabase;
  replicas: Replicas;
  client: TestClient;
  /** The environment variables with the new key-encryption key only, as after the change. */
  variables: Record<string, string>;
  stop(): Promise<void>;
}

const settings = { 'announceFor: 600': 'announceFor: 3' };

/** Starts the processes. Another process with only the previous key-encryption key makes the keys. */
export async function startResealingReplicas(): Promise<ResealingReplicas> {
  const database = await createDatabase();
  const [previous, current] = [randomBytes(32), randomBytes(32)].map((key) =>
    key.toString('base64'),
  ) as [string, string];
  const before = await startReplicas('backoffice', database.url, {
    count: 1,
    variables: { LOG_LEVEL: 'warn', BACKOFFICE_KEY_ENCRYPTION_KEY: previous },
  });
  await before.stop();
  const variables = { LOG_LEVEL: 'warn', BACKOFFICE_KEY_ENCRYPTION_KEY: current };
  const replicas = await startReplicas('backoffice', database.url, {
    variables: { ...variables, BACKOFFICE_PREVIOUS_KEY_ENCRYPTION_KEY: previous },
    settings,
  });
  const administration = await Administration.open(database.url);
  const client = await administration.createClient();
  await administration.close();
  return {
    database,
    replicas,
    client,
    variables,
    stop: async () => {
      await replicas.stop();
      await database.drop();
    },
  };
}
