import type { ResourceDefinition } from '#json-api';
import { oauthClientResource } from '../oauth-clients/oauth-client.resource.js';
import { UsedSecret } from './used-secret.entity.js';

/** The resource shows neither the secret nor its hash: only declared attributes are shown. */
export const oauthClientSecretResource = {
  type: 'oauth-client-secrets',
  path: '/api/oauth-client-secrets',
  entity: UsedSecret,
  idType: 'uuid',
  attributes: {
    label: { type: 'name' },
    hint: { type: 'string', readOnly: true },
    notBefore: { type: 'date-time', nullable: true },
    expiresAt: { type: 'date-time', nullable: true, filter: true, sort: true },
    deprecatedAt: { type: 'date-time', nullable: true, readOnly: true },
    createdAt: { type: 'date-time', readOnly: true },
    lastUsedAt: { type: 'date-time', nullable: true, readOnly: true },
    lastUsedAddress: { type: 'string', nullable: true, readOnly: true },
    useCount: { type: 'integer', readOnly: true },
    usedFrom: {
      type: 'object',
      readOnly: true,
      description:
        'The last 20 networks from which the secret was used, as `networks`, each with its `network` ' +
        'and `lastUsedAt`. A network is a /24 of IPv4 or a /48 of IPv6.',
    },
  },
  example: {
    label: 'server in Ghent',
    hint: 'x7Kq',
    lastUsedAddress: '10.0.0.7',
    useCount: 12,
    usedFrom: { networks: [{ network: '10.0.0.0/24', lastUsedAt: '2020-01-01T00:00:00.000Z' }] },
  },
  relationships: {
    client: {
      resource: (): ResourceDefinition => oauthClientResource,
      property: 'clientId',
      idType: 'uuid',
      filter: true,
    },
  },
  filters: { endsBefore: { attribute: 'expiresAt', operator: 'lt' } },
} satisfies ResourceDefinition<UsedSecret>;
