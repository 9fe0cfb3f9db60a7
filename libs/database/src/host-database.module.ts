import {
  ConfigurableModuleBuilder,
  Inject,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ChangeLogPruner } from './change-log-pruner.js';
import { connectHost, type HostDatabaseOptions } from './connect-host.js';
import { Database } from './database.js';
import { DATABASE_OPTIONS } from './database.options.js';
import { Notifications } from './notifications.js';
import { Turns } from './turns.js';

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<HostDatabaseOptions>({
    optionsInjectionToken: Symbol('HOST_DATABASE_OPTIONS'),
  }).build();

/**
 * The database of a module in an application of a host. It is not global, so the host has its own
 * `DataSource` beside it, and two registrations have one each.
 */
@Module({
  providers: [
    { provide: DATABASE_OPTIONS, useExisting: MODULE_OPTIONS_TOKEN },
    {
      provide: Database,
      useFactory: async (options: HostDatabaseOptions) => connectHost(options),
      inject: [MODULE_OPTIONS_TOKEN],
    },
    {
      provide: DataSource,
      useFactory: ({ dataSource }: Database) => dataSource,
      inject: [Database],
    },
    Notifications,
    ChangeLogPruner,
    Turns,
  ],
  exports: [Database, DataSource, Notifications, Turns],
})
export class HostDatabaseModule extends ConfigurableModuleClass implements OnApplicationShutdown {
  @Inject() private readonly database!: Database;
  @Inject() private readonly notifications!: Notifications;

  /** Closes the database, after the hooks of the modules that import this one. */
  async onApplicationShutdown(): Promise<void> {
    await this.notifications.close();
    await this.database.close();
  }
}
