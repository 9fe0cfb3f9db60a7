import { ConfigurableModuleBuilder, type Type } from '@nestjs/common';
import type { Registry } from 'prom-client';
import type { ApplicationRole } from './login.js';

/** How long, and how many, an application may wait; times in seconds. */
export interface DatabaseLimits {
  /** Requests that wait for a connection of the pool. */
  maxWaiting: number;
  /** Connections of the pool that the requests of one client do not take. */
  keptForOthers: number;
  /** For a connection, one that is free or a new one. */
  connectionTimeout: number;
  /** For one statement. */
  statementTimeout: number;
  /** For a row that somebody else has locked. */
  lockTimeout: number;
  /** Between two statements of one transaction. */
  idleTransactionTimeout: number;
}

/** Which database one process uses, and as what. */
export interface DatabaseOptions {
  /**
   * `embedded`, or postgres://user:password@host:port/name. Who owns the tables:
   * migrations run over it, and so does everything else unless `role` is said.
   */
  url: string;

  /** The application, whose rights are all that the process has; nobody's are the owner's. */
  role?: ApplicationRole;

  /** The application's own login at the same database; empty is `url`. The embedded server has one. */
  loginUrl?: string;

  /** Absolute. Data directory of the embedded server, e.g. /x/var/postgres. */
  embeddedDirectory: string;

  /** Connections of the pool at most; `Notifications` has one beside it. */
  poolSize: number;

  /** None for who may take its time: the command line. */
  limits?: DatabaseLimits;

  /** Milliseconds between two looks for changes; without it they are heard by LISTEN. */
  pollInterval?: number;

  /** Seconds a start waits for a database that is not up yet; 0 tries once. */
  startTimeout: number;

  /** Run pending migrations at start. */
  migrate: boolean;

  /** `application_name` in pg_stat_activity. */
  applicationName: string;

  /** Where the connections are counted, if anywhere. */
  metrics?: Registry;

  /** Classes with `@Entity()`. */
  entities: Type<object>[];
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: DATABASE_OPTIONS } =
  new ConfigurableModuleBuilder<DatabaseOptions>({
    optionsInjectionToken: Symbol('DATABASE_OPTIONS'),
  }).build();
