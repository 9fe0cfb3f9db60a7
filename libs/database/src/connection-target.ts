import type { ClientConfig } from 'pg';
import type { DataSource } from 'typeorm';

/** A database: its URL, or a data source that connects to it. */
export type ConnectionSource = { readonly url: string } | Pick<DataSource, 'options'>;

/** The options of TypeORM that say where a database is. */
export type ConnectionTarget = Pick<
  Extract<DataSource['options'], { type: 'postgres' }>,
  'url' | 'host' | 'port' | 'username' | 'password' | 'database' | 'ssl'
>;

/**
 * Returns the database of a source.
 *
 * @throws Error for a data source of another kind of database or with replicas, and for anything else,
 *   without its password: hosts without types pass the URL itself, or the URL of an unset variable
 */
export function targetOf(source: ConnectionSource): ConnectionTarget {
  const given = Object(source) as { url?: unknown; options?: DataSource['options'] };
  if (typeof given.url === 'string' && given.url !== '') return { url: given.url };
  const { options } = given;
  if (!options) {
    const allowed = 'a TypeORM DataSource, or an object with the url of a database';
    throw new Error(`dataSource must be ${allowed}`);
  }
  if (options.type !== 'postgres') throw new Error('the data source must be one of PostgreSQL');
  if (options.replication)
    throw new Error('the data source has replicas: give the URL of the primary');
  const { url, host, port, username, password, database } = options;
  // TypeORM gives `extra` to the driver last; many applications have the certificates there.
  const { ssl = options.ssl } = (options.extra ?? {}) as Pick<ConnectionTarget, 'ssl'>;
  return { url, host, port, username, password, database, ssl };
}

/** Returns the options of the driver for a connection outside of the pool. */
export function clientConfig({ options }: Pick<DataSource, 'options'>): ClientConfig {
  const { url, host, port, username, password, database, ssl } = targetOf({ options });
  const { extra } = options as { extra?: { options?: string } };
  const parts = { host, port, user: username, password, database, ssl, options: extra?.options };
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { connectionString: url, ...(Object.fromEntries(given) as ClientConfig) };
}

/** Returns the session option by which names of tables without a schema are found in this one. */
export function searchPath(schema: string): string {
  return `-c search_path=${schema}`;
}
