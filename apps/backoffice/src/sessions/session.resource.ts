import type { ResourceDefinition } from '#json-api';
import { recorded } from '#resources';
import { personRelationship } from './person-relationship.js';
import { Session } from './session.entity.js';

/** Sessions that expire after a time without use may be listed for some minutes longer. */
export const sessionResource = {
  type: 'sessions',
  path: '/api/sessions',
  entity: Session,
  idType: 'uuid',
  attributes: {
    side: recorded.side,
    amr: {
      type: 'strings',
      readOnly: true,
      description: 'Methods of the last authentication (RFC 8176).',
    },
    acr: {
      type: 'string',
      values: ['1', '2'],
      readOnly: true,
      description: '`1` for one factor, `2` for two factors or a passkey.',
    },
    userAgent: recorded.text,
    address: recorded.text,
    createdAt: recorded.time,
    authenticatedAt: { type: 'date-time', readOnly: true },
    lastSeenAt: { type: 'date-time', readOnly: true },
    expiresAt: { type: 'date-time', readOnly: true },
  },
  example: {
    side: 'storefront',
    amr: ['pwd', 'otp', 'mfa'],
    acr: '2',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    address: '192.0.2.7',
  },
  relationships: { person: personRelationship },
} satisfies ResourceDefinition<Session>;
