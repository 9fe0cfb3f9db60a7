import { type ResourceDefinition, timestamps } from '#json-api';
import { Client, ownerTypeOf, SIDES } from '#oauth';
import { recorded } from '#resources';

export const oauthClientResource = {
  type: 'oauth-clients',
  path: '/api/oauth-clients',
  entity: Client,
  idType: 'uuid',
  attributes: {
    name: { type: 'name', filter: true, sort: true, search: true },
    description: { type: 'prose', nullable: true, search: true },
    side: { type: 'string', filter: true, values: SIDES, createOnly: true },
    scopes: { type: 'strings', filter: true },
    grantTypes: { type: 'strings' },
    redirectUris: { type: 'strings' },
    postLogoutRedirectUris: { type: 'strings' },
    isPublic: { type: 'boolean' },
    isThirdParty: { type: 'boolean' },
    accessTokenLifetime: { type: 'integer', nullable: true },
    dpopBoundAccessTokens: { type: 'boolean' },
    allowedNetworks: { type: 'strings' },
    enabled: { type: 'boolean', filter: true },
    expiresAt: { type: 'date-time', nullable: true, filter: true, sort: true },
    contact: { type: 'name', nullable: true, search: true },
    jwks: { type: 'object', nullable: true },
    jwksUri: { type: 'string', nullable: true },
    limits: { type: 'object', nullable: true },
    tokensValidAfter: { type: 'date-time', nullable: true, readOnly: true },
    ...timestamps,
    lastUsedAt: { ...recorded.time, nullable: true },
    idleSince: recorded.time,
    secretsEndAt: {
      ...recorded.time,
      nullable: true,
      description:
        'Next end of a secret, and null when none will end. An end may be shown for a minute ' +
        'after it has passed.',
    },
  },
  example: {
    name: 'erp',
    description: 'ERP in Ghent',
    side: 'backoffice',
    scopes: ['users:read'],
    grantTypes: ['client_credentials'],
    redirectUris: [],
    postLogoutRedirectUris: [],
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
      type: ({ side }) => ownerTypeOf(side),
      types: ['users', 'customer-users'],
      property: 'ownerId',
      nullable: true,
      filter: true,
      needs: ['side'],
    },
    secrets: { related: ({ id }) => `/api/oauth-client-secrets?filter[client]=${id}` },
  },
  filters: {
    unusedSince: { attribute: 'idleSince', operator: 'lt' },
    secretsEndBefore: { attribute: 'secretsEndAt', operator: 'lt' },
  },
} satisfies ResourceDefinition<Client>;
