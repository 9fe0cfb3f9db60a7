export { ACTOR_TYPES, type Actor, type ActorType, type NamedActor, readActor } from './actor.js';
export { changeOf, type Kind } from './change.js';
export type { ChainPoint } from './audit-chain.js';
export { AUDIT_ENTITIES } from './audit.entities.js';
export { AuditCheck } from './audit-check.js';
export { AuditCheckModule } from './audit-check.module.js';
export { AuditEvent } from './audit-event.entity.js';
export { AuditEventsRepository, type AuditQuery } from './audit-events.repository.js';
export { AuditLog } from './audit-log.js';
export {
  type Accounts,
  AuditMaintenance,
  type ErasureReport,
  type OldEvents,
} from './audit-maintenance.js';
export { AuditMaintenanceRepository } from './audit-maintenance.repository.js';
export { AuditSealRepository } from './audit-seal.repository.js';
export { AuditSealer } from './audit-sealer.js';
export { AuditSealing } from './audit-sealing.js';
export { AuditSealingModule } from './audit-sealing.module.js';
export { AuditModule } from './audit.module.js';
export { AuditTrail, type TrailVerification, type VerifiedEvents } from './audit-trail.js';
export { differing } from './difference.js';
export type { Person } from './erasure.js';
export { AuditHead, AuditVerification } from './audit-verification.entity.js';
export { AuditVerificationsRepository } from './audit-verifications.repository.js';
export type { NewAuditEvent, Snapshot, Subject } from './new-audit-event.js';
export type { RecordedEvent } from './recorded-event.entity.js';
export { trailFunctions } from './trail-functions.js';
