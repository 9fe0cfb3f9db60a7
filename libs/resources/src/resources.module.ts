import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditLog, AuditModule } from '#audit';
import { AtomicOperations, ResourceRepository, runInTransaction, ShownResources } from '#json-api';
import type { Side } from '#oauth';
import { AtomicResources } from './atomic-resources.js';
import { StandardServices } from './standard-services.js';

/** All that the controllers of this lib need. */
@Module({
  imports: [AuditModule],
  providers: [
    AtomicResources,
    {
      // Audit events are recorded at the end, in one statement.
      provide: AtomicOperations,
      useFactory: (dataSource: DataSource, audit: AuditLog, shown: ShownResources) =>
        new AtomicOperations(
          async (work) =>
            runInTransaction(dataSource, async (transaction) => audit.gather(transaction, work)),
          shown,
        ),
      inject: [DataSource, AuditLog, ShownResources],
    },
  ],
  exports: [AtomicOperations, AtomicResources],
})
export class ResourcesModule {
  static register(side: Side): DynamicModule {
    const services = {
      provide: StandardServices,
      useFactory: (dataSource: DataSource, audit: AuditLog) =>
        new StandardServices(
          side,
          audit,
          (definition) => new ResourceRepository(dataSource, definition as never),
        ),
      inject: [DataSource, AuditLog],
    };
    return { module: ResourcesModule, providers: [services], exports: [services] };
  }
}
