import type { ResourceDefinition } from '#json-api';
import { SIDES } from '#oauth';
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
    expiresAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
    revokedAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
  },
  example: { side: 'backoffice', jti: '0b9d1f3e-6a52-4c7f-9f0d-5e8a7c41b2d6' },
  relationships: {
    client: {
      type: 'oauth-clients',
      property: 'clientId',
      idType: 'uuid',
      nullable: true,
      filter: true,
      readOnly: true,
    },
  },
} satisfies ResourceDefinition<RevokedToken>;
