import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toObjects } from '#client';
import { api } from '../../api/client.js';
import type { Side } from '../../api/scopes.js';
import { useMay } from '../../api/session.js';

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
const NOBODY: readonly { value: string; label: string }[] = [];

/**
 * Finds the people of a side that can own a client, for a `Combobox` in which their names are typed.
 * Returns undefined to a reader who may not see them.
 */
export function useOwners(side: Side) {
  const [text, setText] = useState('');
  const mayRead = useMay(side === 'backoffice' ? 'users:read' : 'customer-users:read');
  const { data = NOBODY } = useQuery({ ...peopleQuery(side, text), enabled: mayRead });
  return mayRead ? { options: data, onSearch: setText } : undefined;
}

function peopleQuery(side: Side, text: string) {
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
