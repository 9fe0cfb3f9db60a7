import { inspect } from 'node:util';
import { IsBoolean, IsNotEmpty, IsString } from 'class-validator';
import { withoutPassword } from './database-url.js';
import { DatabaseUrl, Integer } from './rules.js';

export class DatabaseConfig {
  /** `embedded` runs a PostgreSQL of our own; its password is never shown. */
  @DatabaseUrl()
  url = 'embedded';

  /** Where the embedded one keeps its files; absolute once loaded. */
  @IsString()
  @IsNotEmpty()
  embeddedDirectory = 'var/postgres';

  /** Connections of each process. */
  @Integer(1, 200)
  poolSize = 10;

  /** Seconds to wait for a database that is still starting; 0 tries once. */
  @Integer(0, 3600)
  startTimeout = 60;

  @IsBoolean()
  migrateOnStart = true;

  toJSON(): object {
    return Object.assign({}, this, { url: withoutPassword(this.url) });
  }

  [inspect.custom](): object {
    return this.toJSON();
  }
}
