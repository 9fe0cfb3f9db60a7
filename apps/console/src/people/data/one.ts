import { queryOptions } from '@tanstack/react-query';
import { toObjects } from '#client';
import { api } from '../../api/client.js';
import type { Kind } from '../kinds.js';
import type { Related } from './lists.js';
import { personOf } from './person.js';

/** One person, with the entity tag for a change. */
export function personQuery(kind: Kind, id: string, related: Related) {
  return queryOptions({
    queryKey: ['people', kind, id, related],
    queryFn: async () => {
      const path = { id };
      if (kind === 'staff') {
        const query = related.roles ? { include: ['roles' as const] } : {};
        const { data } = await api.GET('/api/users/{id}', { params: { path, query } });
        return personOf(kind, toObjects(data));
      }
      const query = related.customers ? { include: ['customer' as const] } : {};
      const { data } = await api.GET('/api/customer-users/{id}', { params: { path, query } });
      return personOf(kind, toObjects(data));
    },
  });
}

/** One person without related resources: the answer whose entity tag a change names. */
export async function readForChange(kind: Kind, id: string) {
  const params = { path: { id } };
  const { data, etag } =
    kind === 'staff'
      ? await api.GET('/api/users/{id}', { params })
      : await api.GET('/api/customer-users/{id}', { params });
  return { person: personOf(kind, toObjects<typeof data>(data)), etag };
}

/** One company. */
export function customerQuery(id: string) {
  return queryOptions({
    queryKey: ['people', 'customers', id],
    queryFn: async () => {
      const { data, etag } = await api.GET('/api/customers/{id}', { params: { path: { id } } });
      return { customer: toObjects(data), etag };
    },
  });
}
