import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditLog, AuditModule } from '#audit';
import { AtomicOperations, AtomicResources, runInTransaction, ShownResources } from '#json-api';

/**
 * Atomic operations in one transaction. Their audit events come last, so that other transactions
 * do not wait for the end of the trail meanwhile.
 */
@Module({
  imports: [AuditModule],
  providers: [
    AtomicResources,
    {
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
export class AtomicOperationsModule {}
