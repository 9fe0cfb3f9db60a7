import { ReadOnlyController } from '#resources';
import { auditEventResource } from './audit-event.resource.js';
import { AuditEventResources } from './audit-events.repository.js';

/** The audit trail of both sides, read-only. `latchkey audit verify` checks that it is complete. */
export class AuditEventsController extends ReadOnlyController(
  auditEventResource,
  AuditEventResources,
  'audit:read',
) {}
