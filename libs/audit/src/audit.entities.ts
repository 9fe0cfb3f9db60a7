import { AuditHead, AuditVerification } from './audit-verification.entity.js';
import { AuditEvent } from './audit-event.entity.js';
import { UnsealedAuditEvent } from './unsealed-audit-event.entity.js';

/** The entities of this lib, for the TypeORM data source of the application. */
export const AUDIT_ENTITIES = [AuditEvent, UnsealedAuditEvent, AuditVerification, AuditHead];
