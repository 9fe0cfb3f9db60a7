import { ACTOR_TYPES, AuditEvent } from '#audit';
import type { ResourceDefinition } from '#json-api';
import { recorded } from '#resources';

const ERASED = 'For an erased person a pseudonym, `erased-…`.';

const DEEP = 'A document of more than 64 levels is shown as `{ "deepJson": <its text> }`.';

/**
 * The id is the position in the chain: `sort=-id` lists the newest first.
 *
 * Texts have no index, because each would cost more than the event itself when it is sealed. A search
 * tests 10,000 events, which takes 17 ms for events of one short value, and longer for larger ones.
 */
export const auditEventResource = {
  type: 'audit-events',
  path: '/api/audit-events',
  entity: AuditEvent,
  scan: {
    rows: 10_000,
    search: ['actor', 'action', 'subjectId', 'before', 'after', 'reason', 'address'],
    filter: ['actorType'],
  },
  attributes: {
    occurredAt: recorded.time,
    actorType: { type: 'string', values: ACTOR_TYPES, readOnly: true },
    actor: {
      type: 'string',
      filter: true,
      readOnly: true,
      description:
        'Client id, id of a person, account at the command line, or address. For the failed ' +
        'authentications of a minute that are summed up, a network or `other networks`. The filter also ' +
        'accepts a type before the name, as in `client:<id>` or `command:root`.',
    },
    side: { type: 'string', nullable: true, filter: true, readOnly: true },
    action: { type: 'string', filter: true, readOnly: true },
    subjectType: { type: 'string', nullable: true, filter: true, readOnly: true },
    subjectId: {
      type: 'string',
      nullable: true,
      filter: true,
      readOnly: true,
      description: `Id of the changed resource. ${ERASED}`,
    },
    before: {
      type: 'object',
      nullable: true,
      readOnly: true,
      description: `Values before the change, of changed attributes only. ${ERASED} ${DEEP}`,
    },
    after: {
      type: 'object',
      nullable: true,
      readOnly: true,
      description: `Values after the change, of changed attributes only. ${ERASED} ${DEEP}`,
    },
    reason: { type: 'string', nullable: true, readOnly: true },
    occurrences: {
      ...recorded.count,
      description: 'Number of acts of the same kind that this event sums up.',
    },
    requestId: { type: 'string', nullable: true, filter: true, readOnly: true },
    address: { type: 'string', nullable: true, readOnly: true },
  },
  example: {
    actorType: 'client',
    actor: '5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa',
    side: 'backoffice',
    action: 'user.updated',
    subjectType: 'users',
    subjectId: '7',
    before: { title: null },
    after: { title: 'Head of Sales' },
    reason: null,
    occurrences: 1,
    requestId: '73ad4b44-81d3-4e82-b6d1-5b15cd557ed4',
    address: '10.0.0.7',
  },
} satisfies ResourceDefinition<AuditEvent>;
