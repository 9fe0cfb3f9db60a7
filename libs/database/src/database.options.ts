import { ConfigurableModuleBuilder, type Type } from '@nestjs/common';

/** Which database one process uses, and as what. */
export interface DatabaseOptions {
  /** `embedded`, or postgres://user:password@host:port/name. */
  url: string;

  /** Absolute. Data directory of the embedded server, e.g. /x/var/postgres. */
  embeddedDirectory: string;

  /** Connections of the pool at most; `Notifications` has one beside it. */
  poolSize: number;

  /** Seconds a start waits for a database that is not up yet; 0 tries once. */
  startTimeout: number;

  /** Run pending migrations at start. */
  migrate: boolean;

  /** `application_name` in pg_stat_activity. */
  applicationName: string;

  /** Classes with `@Entity()`. */
  entities: Type<object>[];
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: DATABASE_OPTIONS } =
  new ConfigurableModuleBuilder<DatabaseOptions>({
    optionsInjectionToken: Symbol('DATABASE_OPTIONS'),
  }).build();
