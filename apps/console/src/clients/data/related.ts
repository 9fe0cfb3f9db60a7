import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { toObjects } from '#client';
import { api } from '../../api/client.js';

/** The scopes of a client, each with its use. */
export function scopesQuery(client: string) {
  return queryOptions({
    queryKey: ['client-scopes', client],
    queryFn: async ({ signal }) => {
      const query = { 'filter[client]': [client], sort: ['scope' as const] };
      const { data } = await api.GET('/api/client-scopes', {
        params: { query },
        signal,
      });
      return toObjects(data);
    },
  });
}

/** The ids of the secrets of a client, also of those that have ended. */
export function secretIdsQuery(client: string) {
  return queryOptions({
    queryKey: ['oauth-client-secrets', 'ids', client],
    queryFn: async ({ signal }) => {
      const fields = { 'fields[oauth-client-secrets]': ['hint' as const] };
      const query = { 'filter[client]': [client], 'page[size]': 100, ...fields };
      const { data } = await api.GET('/api/oauth-client-secrets', { params: { query }, signal });
      return data.data.map(({ id }) => id);
    },
  });
}

/** The number of live secrets of a client. */
export async function countSecrets(client: string): Promise<number> {
  const query = { 'filter[client]': [client], 'page[size]': 100 };
  const { data } = await api.GET('/api/oauth-client-secrets', {
    params: { query },
  });
  const now = Date.now();
  return toObjects(data).filter(({ expiresAt }) => !expiresAt || Date.parse(expiresAt) > now)
    .length;
}

/** The options until people are read: always the same list, so that it is not drawn again. */
export const NOBODY: readonly { value: string; label: string }[] = [];

/** People of a side that can own a client, whose name has the text. */
export function peopleQuery(side: 'backoffice' | 'storefront', text: string) {
  return queryOptions({
    queryKey: ['people', 'owners', side, text],
    queryFn: async ({ signal }) => {
      const query = { 'page[size]': 20, ...(text.length > 2 && { 'filter[search]': text }) };
      const init = { params: { query }, signal };
      const { data } =
        side === 'backoffice'
          ? await api.GET('/api/users', init)
          : await api.GET('/api/customer-users', init);
      return toObjects(data).map(({ id, firstName, lastName, email }) => ({
        value: id,
        label: `${firstName} ${lastName} (${email})`,
      }));
    },
    // The list keeps its options, and so the name of the chosen one, while others are read.
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
