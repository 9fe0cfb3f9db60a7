import type { ResourceDefinition } from '#json-api';
import type { UsageReports } from '#oauth';

type ScopeUse = Awaited<ReturnType<UsageReports['scopes']>>[number];

/** A scope of a client. */
export interface ClientScopeRow extends ScopeUse {
  /** `<client id>.<scope>` */
  id: string;
  /** The client, under the name of the relationship, by which lists filter. */
  client: string;
}

/** The scopes of a client are few: the process that lists them filters and sorts them. */
const MOMENT = { type: 'date-time', filter: true, sort: true, readOnly: true } as const;

/** A PATCH of the client changes its scopes. */
export const clientScopeResource = {
  type: 'client-scopes',
  path: '/api/client-scopes',
  idType: 'text',
  page: { default: 100 },
  attributes: {
    scope: { type: 'string', filter: true, sort: true, readOnly: true },
    uses: {
      type: 'integer',
      filter: true,
      sort: true,
      readOnly: true,
      description: 'Requests to the API that needed the scope.',
    },
    lastUsedAt: { ...MOMENT, nullable: true },
    grantedAt: MOMENT,
    idleSince: { ...MOMENT, description: 'The last use, or the grant without a later use.' },
  },
  example: { scope: 'users:read', uses: 1780 },
  relationships: {
    client: {
      type: 'oauth-clients',
      property: 'clientId',
      idType: 'uuid',
      filter: true,
      readOnly: true,
    },
  },
  filters: { unusedSince: { attribute: 'idleSince', operator: 'lt' } },
} satisfies ResourceDefinition<ClientScopeRow>;
