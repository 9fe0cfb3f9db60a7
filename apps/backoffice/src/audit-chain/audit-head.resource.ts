import { AuditHead } from '#audit';
import type { ResourceDefinition } from '#json-api';

/** Each sound verification has noted one. Copies elsewhere are the proof; these make them easy to take. */
export const auditHeadResource = {
  type: 'audit-heads',
  path: '/api/audit-heads',
  entity: AuditHead,
  attributes: {
    notedAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
    actorType: { type: 'string', readOnly: true },
    actor: {
      type: 'string',
      readOnly: true,
      description: 'Account at the command line, or name of the application.',
    },
    complete: {
      type: 'boolean',
      readOnly: true,
      description:
        'True when the whole trail was verified, false for the events since an earlier head.',
    },
    eventId: { type: 'string', readOnly: true, description: 'Id of the last event then.' },
    hash: { type: 'string', readOnly: true, description: 'Hash of that event, in hexadecimal.' },
  },
  example: {
    actorType: 'command',
    actor: 'root',
    complete: true,
    eventId: '1234',
    hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
} satisfies ResourceDefinition<AuditHead>;
