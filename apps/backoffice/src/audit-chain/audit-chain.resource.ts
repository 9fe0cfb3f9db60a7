import type { ResourceDefinition } from '#json-api';
import { recorded } from '#resources';

/** The state of the chain of audit events. There is one chain, with the id `trail`. */
export interface AuditChainState {
  id: string;
  eventId: string | null;
  hash: string | null;
  sealedAt: Date | null;
  unsealed: number;
  unsealedSeconds: number;
  verifiedUpTo: string | null;
  verifiedAt: Date | null;
  verifiedBy: string | null;
  completeUpTo: string | null;
  completeAt: Date | null;
  completeBy: string | null;
  brokenAt: string | null;
  problem: string | null;
  checkedAt: Date | null;
}

const ID = { type: 'string', nullable: true, readOnly: true } as const;
const TIME = { type: 'date-time', nullable: true, readOnly: true } as const;

export const auditChainResource = {
  type: 'audit-chains',
  path: '/api/audit-chains',
  attributes: {
    eventId: { ...ID, description: 'Id of the last sealed event.' },
    hash: { ...ID, description: 'Hash of that event, in hexadecimal.' },
    sealedAt: { ...TIME, description: 'Time of that event.' },
    unsealed: {
      ...recorded.count,
      description: 'Events that are not sealed yet; at most 100,000.',
    },
    unsealedSeconds: { ...recorded.count, description: 'Age of the oldest of them.' },
    verifiedUpTo: { ...ID, description: 'The last event that a verification has found intact.' },
    verifiedAt: TIME,
    verifiedBy: { ...ID, description: 'Such as `system:backoffice` or `command:root`.' },
    completeUpTo: { ...ID, description: 'The same for a verification of the whole trail.' },
    completeAt: TIME,
    completeBy: ID,
    brokenAt: { ...ID, description: 'The event at which the last verification found a problem.' },
    problem: ID,
    checkedAt: {
      ...TIME,
      description: 'Time of the last verification, also of one that has found a problem.',
    },
  },
  example: {
    eventId: '1234',
    hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    unsealed: 0,
    unsealedSeconds: 0,
    verifiedUpTo: '1230',
    verifiedBy: 'system:backoffice',
    completeUpTo: '1000',
    completeBy: 'command:root',
    brokenAt: null,
    problem: null,
  },
} satisfies ResourceDefinition<AuditChainState>;
