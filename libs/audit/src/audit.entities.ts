import { AuditEvent } from './audit-event.entity.js';

/** The tables of this lib, for the data source of whoever registers it. */
export const AUDIT_ENTITIES = [AuditEvent];
