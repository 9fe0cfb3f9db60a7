import type { ResourceDefinition } from '#json-api';
import type { UsageReports } from '#oauth';
import { recorded } from '#resources';
import { clientRelationship } from '../refresh-tokens/client-relationship.js';

type ScopeUse = Awaited<ReturnType<UsageReports['scopes']>>[number];

/** A scope of a client. */
export interface ClientScopeRow extends ScopeUse {
  /** `<client id>.<scope>` */
  id: string;
  /** The client, under the name of the relationship, by which lists filter. */
  client: string;
}

/**
 * The scopes of a client, which a PATCH of the client changes. They are few: the process that lists them
 * filters and sorts them, so no index is needed.
 */
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
    lastUsedAt: { ...recorded.time, nullable: true },
    grantedAt: recorded.time,
    idleSince: { ...recorded.time, description: 'The last use, or the grant without a later use.' },
  },
  example: { scope: 'users:read', uses: 1780 },
  relationships: { client: clientRelationship },
  filters: { unusedSince: { attribute: 'idleSince', operator: 'lt' } },
} satisfies ResourceDefinition<ClientScopeRow>;
