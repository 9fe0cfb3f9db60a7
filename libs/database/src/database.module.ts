import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { connect } from './connect.js';
import { Database } from './database.js';
import { observeDatabase, observeNotifications, observeReplica } from './database.metrics.js';
import {
  ConfigurableModuleClass,
  DATABASE_OPTIONS,
  type DatabaseOptions,
} from './database.options.js';
import { Notifications } from './notifications.js';
import { ChangeLogPruner } from './change-log-pruner.js';
import { openReplica } from './replica/open-replica.js';
import { ReadReplica } from './replica/read-replica.js';
import { RunOnce } from './run-once.js';
import { START_SIGNAL } from './start-signal.js';
import { Turns } from './turns.js';

/**
 * Provides typeorm's `DataSource` for the whole application, connected and migrated
 * before any provider that injects it is created:
 *
 *     DatabaseModule.register({ url, embeddedDirectory, poolSize, … })
 *
 * The module is global, because a second import would open a second set of
 * connections.
 */
@Global()
@Module({
  providers: [
    {
      provide: Database,
      useFactory: async (options: DatabaseOptions, signal?: AbortSignal) => {
        const database = await connect(options, signal);
        if (options.metrics) observeDatabase(database.pool, options.metrics);
        return database;
      },
      inject: [DATABASE_OPTIONS, { token: START_SIGNAL, optional: true }],
    },
    {
      provide: DataSource,
      useFactory: ({ dataSource }: Database) => dataSource,
      inject: [Database],
    },
    Notifications,
    {
      provide: ReadReplica,
      useFactory: openReplica,
      inject: [DATABASE_OPTIONS, Database, Notifications],
    },
    ChangeLogPruner,
    RunOnce,
    Turns,
  ],
  exports: [Database, DataSource, Notifications, ReadReplica, RunOnce, Turns],
})
export class DatabaseModule extends ConfigurableModuleClass implements OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly notifications: Notifications,
    @Inject(DATABASE_OPTIONS) { metrics }: DatabaseOptions,
    @Inject(ReadReplica) private readonly replica: ReadReplica | null,
  ) {
    super();
    if (metrics) observeNotifications(notifications, metrics);
    if (metrics && replica) observeReplica(replica, metrics);
  }

  /**
   * Closes the database. Not in `onModuleDestroy`, which runs before the HTTP server has
   * finished the requests in flight. Nest shuts global modules down last, so the
   * hooks of every other module may still use the database.
   */
  async onApplicationShutdown(): Promise<void> {
    await this.replica?.close();
    await this.notifications.close();
    await this.database.close();
  }
}
