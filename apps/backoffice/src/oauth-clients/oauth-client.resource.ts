import { type ResourceDefinition, timestamps } from '#json-api';
import { Client, SIDES } from '#oauth';

export const oauthClientResource = {
  type: 'oauth-clients',
  path: '/api/oauth-clients',
  entity: Client,
  idType: 'uuid',
  attributes: {
    name: { type: 'name', filter: true, sort: true },
    description: { type: 'prose', nullable: true },
    side: { type: 'string', filter: true, values: SIDES, createOnly: true },
    scopes: { type: 'strings' },
    accessTokenLifetime: { type: 'integer', nullable: true },
    dpopBoundAccessTokens: { type: 'boolean' },
    allowedNetworks: { type: 'strings' },
    enabled: { type: 'boolean', filter: true },
    expiresAt: { type: 'date-time', nullable: true, filter: true, sort: true },
    contact: { type: 'name', nullable: true },
    jwks: { type: 'object', nullable: true },
    jwksUri: { type: 'string', nullable: true },
    limits: { type: 'object', nullable: true },
    tokensValidAfter: { type: 'date-time', nullable: true, readOnly: true },
    ...timestamps,
    lastUsedAt: {
      type: 'date-time',
      nullable: true,
      filter: true,
      sort: true,
      readOnly: true,
    },
    idleSince: { type: 'date-time', filter: true, sort: true, readOnly: true },
  },
  example: {
    name: 'erp',
    description: 'ERP in Ghent',
    side: 'backoffice',
    scopes: ['users:read'],
    accessTokenLifetime: 600,
    allowedNetworks: ['10.0.0.0/8'],
    contact: 'ops@example.com',
    jwks: null,
    jwksUri: null,
    limits: null,
  },
  relationships: {
    // The two sides may have users with the same id, so filter[owner] needs filter[side].
    owner: {
      type: ({ side }) => (side === 'backoffice' ? 'users' : 'customer-users'),
      types: ['users', 'customer-users'],
      property: 'ownerId',
      nullable: true,
      filter: true,
      needs: ['side'],
    },
    secrets: { related: ({ id }) => `/api/oauth-client-secrets?filter[client]=${id}` },
  },
  filters: { unusedSince: { attribute: 'idleSince', operator: 'lt' } },
} satisfies ResourceDefinition<Client>;
