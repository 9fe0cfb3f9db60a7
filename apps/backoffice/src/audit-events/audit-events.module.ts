import { Module } from '@nestjs/common';
import { AuditEventsController } from './audit-events.controller.js';
import { AuditEventResources } from './audit-events.repository.js';

/** The audit trail. */
@Module({
  controllers: [AuditEventsController],
  providers: [AuditEventResources],
})
export class AuditEventsModule {}
