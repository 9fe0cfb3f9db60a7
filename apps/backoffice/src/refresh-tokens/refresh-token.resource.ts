import type { ResourceDefinition } from '#json-api';
import { recorded } from '#resources';
import { personRelationship } from '../sessions/person-relationship.js';
import { clientRelationship } from './client-relationship.js';
import { RefreshToken } from './refresh-token.entity.js';

/** `sort=-id` lists the newest first. */
export const refreshTokenResource = {
  type: 'refresh-tokens',
  path: '/api/refresh-tokens',
  entity: RefreshToken,
  attributes: {
    side: recorded.side,
    scopes: { type: 'strings', readOnly: true },
    sessionId: {
      type: 'string',
      readOnly: true,
      description: 'Id of the session in which the application got it.',
    },
    authenticatedAt: { type: 'date-time', readOnly: true },
    createdAt: { type: 'date-time', readOnly: true },
    lastUsedAt: { type: 'date-time', readOnly: true },
    expiresAt: {
      type: 'date-time',
      readOnly: true,
      description: 'It ends earlier without use for `refreshTokens.idleLifetime`.',
    },
  },
  example: {
    side: 'storefront',
    scopes: ['profile:read'],
    sessionId: '0b9d1f3e-6a52-4c7f-9f0d-5e8a7c41b2d6',
  },
  relationships: { client: clientRelationship, person: personRelationship },
} satisfies ResourceDefinition<RefreshToken>;
