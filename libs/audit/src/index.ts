export type { Actor, ActorType } from './actor.js';
export type { ChainPoint, Verification } from './audit-chain.js';
export { AUDIT_ENTITIES } from './audit.entities.js';
export { AuditEvent } from './audit-event.entity.js';
export { AuditEventsRepository, type AuditQuery } from './audit-events.repository.js';
export { AuditLog } from './audit-log.js';
export { AuditModule } from './audit.module.js';
export { AuditTrail } from './audit-trail.js';
export type { NewAuditEvent, Snapshot, Subject } from './new-audit-event.js';
