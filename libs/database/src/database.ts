import type { DataSource } from 'typeorm';
import type { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import type { BoundedPool } from './pool.js';

/** The open database: its connections and the embedded server, closed in the right order. */
export class Database {
  /** Name of the last migration, which `connect` sets for an application. */
  schema: string | null = null;

  constructor(
    /** Uses the login of the application, if it has one. */
    readonly dataSource: DataSource,
    private readonly openAsOwner: () => Promise<DataSource>,
    private readonly embedded: EmbeddedPostgres | null,
  ) {}

  /** The connection pool of the application, after `connect`. */
  get pool(): BoundedPool {
    // `connect` configured typeorm to create a BoundedPool.
    return (this.dataSource.driver as unknown as { master: BoundedPool }).master;
  }

  /**
   * Returns the readiness of the database. With `away` or `busy`, the process can only answer
   * requests that need no database, for at most `staleFor` seconds.
   *
   * @throws Error after that time
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

  /**
   * Does work with the owner's rights, which the application lacks, over a temporary connection. Its
   * data source is the one that knows the migrations.
   */
  async asOwner<Result>(work: (owner: DataSource) => Promise<Result>): Promise<Result> {
    const owner = await (await this.openAsOwner()).initialize();
    try {
      return await work(owner);
    } finally {
      await owner.destroy();
    }
  }

  /** Closes the connections, then leaves the embedded server, if there is one. */
  async close(): Promise<void> {
    try {
      if (this.dataSource.isInitialized) await this.dataSource.destroy();
    } finally {
      await this.embedded?.leave();
    }
  }
}
