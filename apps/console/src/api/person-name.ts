import { queryOptions } from '@tanstack/react-query';
import { toObjects } from '#client';
import { api } from './client.js';
import type { Side } from './scopes.js';

/** The scope that a reader of people of a side needs. */
export const readScopeOf = (side: Side) =>
  side === 'backoffice' ? 'users:read' : 'customer-users:read';

/** The name of one person of a side, with the e-mail address. */
export function personNameQuery(side: Side, id: string) {
  return queryOptions({
    queryKey: ['people', 'name', side, id],
    queryFn: async ({ signal }) => {
      const init = { params: { path: { id } }, signal };
      const { data } =
        side === 'backoffice'
          ? await api.GET('/api/users/{id}', init)
          : await api.GET('/api/customer-users/{id}', init);
      const { firstName, lastName, email } = toObjects(data);
      return `${firstName} ${lastName} (${email})`;
    },
  });
}
