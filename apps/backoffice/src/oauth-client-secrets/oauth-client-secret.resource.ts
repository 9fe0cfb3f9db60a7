import type { ResourceDefinition } from '#json-api';
import { ClientSecret } from '#oauth';

/** The resource shows neither the secret nor its hash: only declared attributes are shown. */
export const oauthClientSecretResource = {
  type: 'oauth-client-secrets',
  path: '/api/oauth-client-secrets',
  entity: ClientSecret,
  idType: 'uuid',
  attributes: {
    label: { type: 'name' },
    hint: { type: 'string', readOnly: true },
    notBefore: { type: 'date-time', nullable: true },
    expiresAt: { type: 'date-time', nullable: true },
    deprecatedAt: { type: 'date-time', nullable: true, readOnly: true },
    createdAt: { type: 'date-time', readOnly: true },
    lastUsedAt: { type: 'date-time', nullable: true, readOnly: true },
    lastUsedAddress: { type: 'string', nullable: true, readOnly: true },
    useCount: { type: 'integer', readOnly: true },
  },
  example: { label: 'server in Ghent', hint: 'x7Kq', lastUsedAddress: '10.0.0.7', useCount: 12 },
  relationships: {
    client: { type: 'oauth-clients', property: 'clientId', idType: 'uuid', filter: true },
  },
} satisfies ResourceDefinition<ClientSecret>;
