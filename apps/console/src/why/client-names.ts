import { api } from '../api/client.js';

/** Reads the names of clients by their ids, at most 100. Those that do not exist are left out. */
export async function clientNames(
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const query = {
    'filter[id]': [...ids],
    'fields[oauth-clients]': ['name' as const],
    'page[size]': ids.length,
  };
  const { data } = await api.GET('/api/oauth-clients', { params: { query }, signal });
  return new Map(data.data.map(({ id, attributes }) => [id, attributes.name]));
}
