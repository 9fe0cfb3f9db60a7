import { Logger } from '@nestjs/common';
import type { Database } from '../database.js';
import type { DatabaseOptions } from '../database.options.js';
import { poolConfig } from '../new-data-source.js';
import type { Notifications } from '../notifications.js';
import { BoundedPool } from '../pool.js';
import { ReadReplica } from './read-replica.js';

/**
 * Opens the read replica of an application; null when none is configured. The caller must call `close`.
 *
 * @throws Error for a server that is no copy of the primary
 */
export async function openReplica(
  options: DatabaseOptions,
  database: Database,
  notifications: Notifications,
): Promise<ReadReplica | null> {
  if (!options.replica) return null;
  const { url, setting, maxLagMs } = options.replica;
  const { applicationName } = options;
  const connectionString = withLoginOf(options.loginUrl || options.url, url);
  const pool = new BoundedPool({
    connectionString,
    application_name: applicationName,
    max: options.poolSize,
    measuredWith: database.pool,
    ...poolConfig(options),
  });
  const logger = new Logger('Database');
  pool.on('error', ({ message }) => logger.warn(`${setting}: lost an idle connection: ${message}`));
  const replica = new ReadReplica(
    { pool, primary: database.dataSource, watch: () => notifications.connection },
    { url: connectionString, maxLagMs, applicationName, setting },
  );
  try {
    await replica.start();
    return replica;
  } catch (error) {
    await replica.close();
    await database.close();
    throw error;
  }
}

/** Returns the URL of a standby with the login of the primary, which it has as well. */
export function withLoginOf(primaryUrl: string, url: string): string {
  const { username, password, searchParams } = new URL(primaryUrl);
  const login = {
    username: username || encodeURIComponent(searchParams.get('user') ?? ''),
    password: password || encodeURIComponent(searchParams.get('password') ?? ''),
  };
  return Object.assign(new URL(url), login).href;
}
