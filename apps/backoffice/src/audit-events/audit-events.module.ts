import { Module } from '@nestjs/common';
import { AuditExportsController } from './audit-exports.controller.js';
import { AuditEventsController } from './audit-events.controller.js';
import { AuditEventResources } from './audit-events.repository.js';

/** The audit trail. */
@Module({
  controllers: [AuditEventsController, AuditExportsController],
  providers: [AuditEventResources],
})
export class AuditEventsModule {}
