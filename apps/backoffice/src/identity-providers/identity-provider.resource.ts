import { type ResourceDefinition, timestamps } from '#json-api';
import { SIDES, type Side } from '#oauth';

/** A provider as a resource. */
export interface ListedIdentityProvider {
  id: string;
  side: Side;
  key: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret?: string | null;
  hasClientSecret: boolean;
  scopes: string[];
  enabled: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** A side has at most 20 providers: the process that lists them filters and sorts them. */
export const identityProviderResource = {
  type: 'identity-providers',
  path: '/api/identity-providers',
  attributes: {
    side: { type: 'string', filter: true, values: SIDES, createOnly: true },
    key: { type: 'string', filter: true, createOnly: true },
    name: { type: 'name', filter: true, sort: true },
    issuer: { type: 'string', filter: true, createOnly: true },
    clientId: { type: 'string' },
    clientSecret: { type: 'string', nullable: true, writeOnly: true },
    hasClientSecret: { type: 'boolean', readOnly: true },
    scopes: { type: 'strings' },
    enabled: { type: 'boolean', filter: true },
    ...timestamps,
  },
  example: {
    side: 'backoffice',
    key: 'company',
    name: 'Example Ltd',
    issuer: 'https://login.example.com',
    clientId: 'latchkey',
    clientSecret: null,
    hasClientSecret: true,
    scopes: ['openid'],
  },
} satisfies ResourceDefinition<ListedIdentityProvider>;
