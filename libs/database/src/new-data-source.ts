import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { type ConnectionTarget, searchPath } from './connection-target.js';
import type { DatabaseOptions } from './database.options.js';
import { DirectDataSource } from './direct-data-source.js';
import type { MigrationClass } from './find-migrations.js';
import { type DatabaseLimits, timeouts } from './limits.js';
import { BoundedPool, type BoundedPoolConfig } from './pool.js';

type Options = Pick<
  DatabaseOptions,
  'entities' | 'poolSize' | 'limits' | 'applicationName' | 'pollInterval'
> & {
  migrations: MigrationClass[];
  /** Schema of the tables; without it, the search path of the login decides. */
  schema?: string;
};

/** Builds a data source whose pool is bounded. It is not connected yet. */
export function newDataSource(target: ConnectionTarget, options: Options): DataSource {
  const { entities, migrations, poolSize, limits, applicationName, pollInterval } = options;
  const { schema } = options;
  const logger = new Logger('Database');

  return new DirectDataSource({
    type: 'postgres',
    ...target,
    entities,
    migrations,
    ...(schema !== undefined && { schema, migrationsTableName: 'latchkey_migrations' }),
    poolSize,
    applicationName,
    driver: { ...pg, Pool: BoundedPool },
    extra: {
      ...poolConfig({ limits, pollInterval }),
      ...(schema !== undefined && { options: searchPath(schema) }),
    },
    // Typeorm would run CREATE EXTENSION for an entity with a uuid; only migrations change the
    // schema.
    installExtensions: false,
    // The default logger writes failed migrations to the console, in addition to the thrown error.
    logger: 'debug',
    // Without a listener, the loss of an idle connection would end the process.
    poolErrorHandler: ({ message }: Error) => logger.warn(`lost an idle connection: ${message}`),
  });
}

/** Options without limits, for the command line and for migrations, which may take long. */
const UNLIMITED: BoundedPoolConfig = { connectionTimeoutMillis: 10_000 };

/** Returns the options of a pool that TypeORM does not know. */
export function poolConfig({
  limits,
  pollInterval,
}: Pick<Options, 'limits' | 'pollInterval'>): BoundedPoolConfig {
  return {
    keepAlive: true,
    keepsNoSession: pollInterval !== undefined,
    ...(limits ? driverLimits(limits) : UNLIMITED),
  };
}

function driverLimits(limits: DatabaseLimits): BoundedPoolConfig {
  return {
    maxWaiting: limits.maxWaiting,
    connectionTimeoutMillis: limits.connectionTimeout * 1000,
    ...timeouts(limits),
  };
}
