import { ConfigurableModuleBuilder, type Type } from '@nestjs/common';
import type { Registry } from 'prom-client';
import type { DatabaseLimits } from './limits.js';
import type { ApplicationRole } from './login.js';

/** The database and the login that one process uses. */
export interface DatabaseOptions {
  /**
   * `embedded`, or postgres://user:password@host:port/name with the owner of the tables.
   * Migrations use this login, and so does everything else when `role` is missing.
   */
  url: string;

  /**
   * The application whose rights the process gets; without it, the process has the owner's rights.
   */
  role?: ApplicationRole;

  /**
   * URL with the application's own login; empty uses `url`. The embedded server has its own logins.
   */
  loginUrl?: string;

  /** A standby for reads that may be a little old. */
  replica?: {
    /** postgres://host:port/name; the login is that of the application. */
    url: string;
    /** Milliseconds by which it may be behind while it is read from. */
    maxLagMs: number;
    /** The name of the setting with the URL, for messages. */
    setting: string;
  };

  /** Data directory of the embedded server; absolute, such as /x/var/postgres. */
  embeddedDirectory: string;

  /** Maximum connections of the pool; `Notifications` has one more. */
  poolSize: number;

  /** Missing for the command line, whose statements may take long. */
  limits?: DatabaseLimits;

  /** Milliseconds between two polls for changes; without it, the process uses LISTEN. */
  pollInterval?: number;

  /**
   * Seconds that a start waits for a database that is not up yet, and then for its schema; 0 tries
   * once.
   */
  startTimeout: number;

  /** True lets an application start on the schema of a newer version. */
  acceptNewerSchema?: boolean;

  /** Names of the settings with the URLs, for messages: `database.url (DATABASE_URL)`. */
  settings?: { url: string; loginUrl: string };

  /** True runs pending migrations at start. */
  migrate: boolean;

  /** `application_name` in pg_stat_activity. */
  applicationName: string;

  /** Registry of the connection metrics, if any. */
  metrics?: Registry;

  /** Classes with `@Entity()`. */
  entities: Type<object>[];
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: DATABASE_OPTIONS } =
  new ConfigurableModuleBuilder<DatabaseOptions>({
    optionsInjectionToken: Symbol('DATABASE_OPTIONS'),
  }).build();
