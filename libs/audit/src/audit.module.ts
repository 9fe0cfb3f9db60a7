import { Module } from '@nestjs/common';
import { AuditEventsRepository } from './audit-events.repository.js';
import { AuditLog } from './audit-log.js';
import { AuditSealRepository } from './audit-seal.repository.js';
import { AuditSealer } from './audit-sealer.js';
import { AuditTrail } from './audit-trail.js';
import { AuditVerificationsRepository } from './audit-verifications.repository.js';

/** Provides the audit trail of the installation, which both sides share. */
@Module({
  providers: [
    AuditEventsRepository,
    AuditLog,
    AuditSealRepository,
    AuditSealer,
    AuditTrail,
    AuditVerificationsRepository,
  ],
  exports: [
    AuditLog,
    AuditSealRepository,
    AuditSealer,
    AuditTrail,
    AuditVerificationsRepository,
    AuditEventsRepository,
  ],
})
export class AuditModule {}
