import { inspect } from 'node:util';
import { IsBoolean, IsIn, IsNotEmpty, IsString, ValidateNested } from 'class-validator';
import { withoutPassword } from './database-url.js';
import { DatabaseUrl, Integer, ReadUrl } from './rules.js';

/** Limits so that no request waits forever or takes every connection from the others. */
export class DatabaseLimitsConfig {
  /** Requests of one process that wait for a connection. */
  @Integer(10, 100_000) maxWaiting = 200;

  /** Connections of one process that no single client can occupy. */
  @Integer(0, 199) keptForOthers = 2;

  /** Seconds to wait for a connection. */
  @Integer(1, 60, 'seconds') connectionTimeout = 5;

  /** Seconds that a statement may take. */
  @Integer(1, 3600, 'seconds') statementTimeout = 15;

  /** Seconds to wait for a row that is locked. */
  @Integer(1, 3600, 'seconds') lockTimeout = 5;

  /** Seconds between two statements of a transaction. */
  @Integer(1, 3600, 'seconds') idleTransactionTimeout = 15;
}

export class DatabaseConfig {
  /** `embedded` starts a PostgreSQL server with the application. The password is never shown. */
  @DatabaseUrl() url = 'embedded';

  /** A standby for reads that may be a little old, without a login. Empty: none. */
  @ReadUrl() readUrl = '';

  /** Milliseconds by which the standby may be behind while it is read from. */
  @Integer(100, 60_000, 'milliseconds') readMaxLag = 1000;

  /** Data directory of the embedded server; absolute after loading. */
  @IsString()
  @IsNotEmpty()
  embeddedDirectory = 'var/postgres';

  /** Connections of each process. */
  @Integer(1, 200) poolSize = 10;

  /** Connection limit of one application's login, for all of its processes together. */
  @Integer(5, 10_000) loginConnections = 40;

  @ValidateNested() limits = new DatabaseLimitsConfig();

  /**
   * `listen` notifies processes of changes at once; `poll` works with poolers that keep no session.
   */
  @IsIn(['listen', 'poll'], { message: 'must be listen or poll' })
  changes: 'listen' | 'poll' = 'listen';

  /** Milliseconds between two polls for changes; used with `poll` only. */
  @Integer(100, 10_000, 'milliseconds') pollInterval = 1000;

  /** Seconds to wait for a database that is still starting; 0 tries once. */
  @Integer(0, 3600, 'seconds') startTimeout = 60;

  @IsBoolean() migrateOnStart = true;

  /** True lets a server start on a schema that a newer version has migrated. */
  @IsBoolean() acceptNewerSchema = false;

  toJSON(): object {
    return Object.assign({}, this, { url: withoutPassword(this.url) });
  }

  [inspect.custom](): object {
    return this.toJSON();
  }
}
