import type { ResourceDefinition } from '#json-api';
import { SIDES } from '#oauth';
import { recorded } from '#resources';
import { clientRelationship } from '../refresh-tokens/client-relationship.js';
import { RevokedToken } from './revoked-token.entity.js';

/** The token itself is not stored, so no answer can show it. */
export const revokedTokenResource = {
  type: 'revoked-tokens',
  path: '/api/revoked-tokens',
  entity: RevokedToken,
  idType: 'text',
  attributes: {
    side: { type: 'string', filter: true, values: SIDES },
    jti: { type: 'string' },
    expiresAt: recorded.time,
    revokedAt: recorded.time,
  },
  example: { side: 'backoffice', jti: '0b9d1f3e-6a52-4c7f-9f0d-5e8a7c41b2d6' },
  relationships: { client: { ...clientRelationship, nullable: true } },
} satisfies ResourceDefinition<RevokedToken>;
