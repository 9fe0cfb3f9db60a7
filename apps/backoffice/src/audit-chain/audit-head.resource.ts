import { AuditHead } from '#audit';
import type { ResourceDefinition } from '#json-api';
import { recorded } from '#resources';

/** Each sound verification has noted one. Copies elsewhere are the proof; these make them easy to take. */
export const auditHeadResource = {
  type: 'audit-heads',
  path: '/api/audit-heads',
  entity: AuditHead,
  attributes: {
    notedAt: recorded.time,
    actorType: recorded.text,
    actor: {
      ...recorded.text,
      description: 'Account at the command line, or name of the application.',
    },
    complete: {
      type: 'boolean',
      readOnly: true,
      description:
        'True when the whole trail was verified, false for the events since an earlier head.',
    },
    eventId: { ...recorded.text, description: 'Id of the last event then.' },
    hash: { ...recorded.text, description: 'Hash of that event, in hexadecimal.' },
  },
  example: {
    actorType: 'command',
    actor: 'root',
    complete: true,
    eventId: '1234',
    hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
} satisfies ResourceDefinition<AuditHead>;
