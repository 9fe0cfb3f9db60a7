import { AuditEvent } from '#audit';
import type { ResourceDefinition } from '#json-api';

const ERASED = '`erased-…`, a pseudonym, where a person was erased.';

/** The id is the place in the chain: `sort=-id` is the newest first. */
export const auditEventResource = {
  type: 'audit-events',
  path: '/api/audit-events',
  entity: AuditEvent,
  attributes: {
    occurredAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
    actorType: { type: 'string', readOnly: true },
    actor: {
      type: 'string',
      filter: true,
      readOnly: true,
      description:
        'Client id, account at the command line, or address; a network, or `other networks`, where ' +
        'failed authentications of a minute are summed up.',
    },
    side: { type: 'string', nullable: true, filter: true, readOnly: true },
    action: { type: 'string', filter: true, readOnly: true },
    subjectType: { type: 'string', nullable: true, filter: true, readOnly: true },
    subjectId: {
      type: 'string',
      nullable: true,
      filter: true,
      readOnly: true,
      description: `Id of what was done to. ${ERASED}`,
    },
    before: {
      type: 'object',
      nullable: true,
      readOnly: true,
      description: `Values before the act, as far as it changed them. ${ERASED}`,
    },
    after: {
      type: 'object',
      nullable: true,
      readOnly: true,
      description: `Values after the act, as far as it changed them. ${ERASED}`,
    },
    reason: { type: 'string', nullable: true, readOnly: true },
    occurrences: {
      type: 'integer',
      readOnly: true,
      description: 'Acts of the same kind that this event stands for.',
    },
    requestId: { type: 'string', nullable: true, filter: true, readOnly: true },
    address: { type: 'string', nullable: true, readOnly: true },
  },
} satisfies ResourceDefinition<AuditEvent>;
