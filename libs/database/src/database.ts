import type { DataSource } from 'typeorm';
import type { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import type { BoundedPool } from './pool.js';

/** What `connect` opened, so that it can be closed in the right order. */
export class Database {
  constructor(
    /** With the login of the application, if it has one. */
    readonly dataSource: DataSource,
    private readonly openAsOwner: () => DataSource,
    private readonly embedded: EmbeddedPostgres | null,
  ) {}

  /** The connections of the application, once it is connected. */
  get pool(): BoundedPool {
    // What `connect` has told typeorm to make.
    return (this.dataSource.driver as unknown as { master: BoundedPool }).master;
  }

  /**
   * Whether requests may be sent here: `away` or `busy` when only those would be
   * answered that need no database, for `staleFor` seconds at the most.
   *
   * @throws Error when that time is over
   */
  async check(staleFor: number): Promise<'up' | 'away' | 'busy'> {
    try {
      await this.dataSource.query('SELECT 1');
      return 'up';
    } catch (error) {
      if (this.pool.suspendedFor > staleFor) throw error;
      return this.pool.isSuspended ? 'away' : 'busy';
    }
  }

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
