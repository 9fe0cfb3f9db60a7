import type { DataSource } from 'typeorm';
import type { EmbeddedPostgres } from './embedded/embedded-postgres.js';

/** What `connect` opened, so that it can be closed in the right order. */
export class Database {
  constructor(
    readonly dataSource: DataSource,
    private readonly embedded: EmbeddedPostgres | null,
  ) {}

  /** Ends the connections, then leaves the embedded server, if it is one. */
  async close(): Promise<void> {
    try {
      if (this.dataSource.isInitialized) await this.dataSource.destroy();
    } finally {
      await this.embedded?.leave();
    }
  }
}
