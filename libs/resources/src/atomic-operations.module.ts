import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditLog, AuditModule } from '#audit';
import { AtomicOperations, runInTransaction, ShownResources } from '#json-api';
import { AtomicResources } from './atomic-resources.js';

/**
 * Runs atomic operations in one transaction. Their audit events are recorded last, so that the head
 * of the audit trail is locked only briefly for other transactions.
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
