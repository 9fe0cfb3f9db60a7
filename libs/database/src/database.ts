import type { DataSource } from 'typeorm';
import type { EmbeddedPostgres } from './embedded/embedded-postgres.js';

/** What `connect` opened, so that it can be closed in the right order. */
export class Database {
  constructor(
    /** With the login of the application, if it has one. */
    readonly dataSource: DataSource,
    private readonly openAsOwner: () => DataSource,
    private readonly embedded: EmbeddedPostgres | null,
  ) {}

  /** Over a connection that lives as long as the work: what the application itself may not do. */
  async asOwner<Result>(work: (owner: DataSource) => Promise<Result>): Promise<Result> {
    const owner = await this.openAsOwner().initialize();
    try {
      return await work(owner);
    } finally {
      await owner.destroy();
    }
  }

  /** Ends the connections, then leaves the embedded server, if it is one. */
  async close(): Promise<void> {
    try {
      if (this.dataSource.isInitialized) await this.dataSource.destroy();
    } finally {
      await this.embedded?.leave();
    }
  }
}
