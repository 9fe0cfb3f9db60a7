import { AuditEvent } from '#audit';
import type { ResourceDefinition } from '#json-api';

/** The id is the place in the chain: `sort=-id` is the newest first. */
export const auditEventResource = {
  type: 'audit-events',
  path: '/api/audit-events',
  entity: AuditEvent,
  attributes: {
    occurredAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
    actorType: { type: 'string', readOnly: true },
    actor: { type: 'string', filter: true, readOnly: true },
    side: { type: 'string', nullable: true, filter: true, readOnly: true },
    action: { type: 'string', filter: true, readOnly: true },
    subjectType: { type: 'string', nullable: true, filter: true, readOnly: true },
    subjectId: { type: 'string', nullable: true, filter: true, readOnly: true },
    before: { type: 'object', nullable: true, readOnly: true },
    after: { type: 'object', nullable: true, readOnly: true },
    reason: { type: 'string', nullable: true, readOnly: true },
    occurrences: { type: 'integer', readOnly: true },
    requestId: { type: 'string', nullable: true, filter: true, readOnly: true },
    address: { type: 'string', nullable: true, readOnly: true },
  },
} satisfies ResourceDefinition<AuditEvent>;
