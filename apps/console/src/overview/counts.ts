import { queryOptions } from '@tanstack/react-query';
import { toObjects } from '#client';
import { api } from '../api/client.js';
import { clientNames } from '../api/names.js';
import { sumsOf } from './usage-sums.js';

/** Days before an end at which the overview begins to warn, as the list of clients does. */
export const WARNING_DAYS = 14;

/** Days after which a client counts as unused. */
export const UNUSED_DAYS = 90;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Milliseconds between two reads while the overview is open. */
const INTERVAL_MS = 60_000;

const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** Clients that are counted at most: with 100,000 clients the whole number takes 36 ms, and a page 3 ms. */
const MAX_COUNTED = 100;

/** A number of clients; there are more when it is not `exact`. */
export interface Count {
  count: number;
  exact: boolean;
}

/** The numbers of clients that need attention. */
export const clientCounts = queryOptions({
  queryKey: ['oauth-clients', 'counts'],
  queryFn: async ({ signal }) => {
    const find = async (filters: object): Promise<Found> => {
      const query = { ...filters, 'filter[enabled]': [true], ...ONLY_NAMES };
      const { data } = await api.GET('/api/oauth-clients', { params: { query }, signal });
      return { ids: data.data.map(({ id }) => id), exact: !data.links.next };
    };
    const count = async (filters: object): Promise<Count> => {
      const { ids, exact } = await find(filters);
      return { count: ids.length, exact };
    };
    const soon = daysFromNow(WARNING_DAYS);
    const [secretsEnd, clientsExpire, unused] = await Promise.all([
      find({ 'filter[secretsEndBefore]': soon }).then(async (found) =>
        countUnreplaced(found, soon, signal),
      ),
      count({ 'filter[expiresAt][gte]': daysFromNow(0), 'filter[expiresAt][lt]': soon }),
      count({ 'filter[unusedSince]': daysFromNow(-UNUSED_DAYS) }),
    ]);
    return { secretsEnd, clientsExpire, unused };
  },
  refetchInterval: INTERVAL_MS,
});

/** Clients with something in common, at most `MAX_COUNTED`. */
interface Found {
  ids: string[];
  /** False when there are more. */
  exact: boolean;
}

/** Counts the clients with a secret that ends and that no rotation has replaced. */
async function countUnreplaced(
  { ids, exact }: Found,
  before: string,
  signal: AbortSignal,
): Promise<Count> {
  if (ids.length === 0) return { count: 0, exact };
  const query = {
    'filter[client]': ids,
    'filter[endsBefore]': before,
    'fields[oauth-client-secrets]': ['deprecatedAt' as const, 'client' as const],
    'page[size]': MAX_COUNTED,
  };
  const { data } = await api.GET('/api/oauth-client-secrets', { params: { query }, signal });
  const unreplaced = toObjects(data).filter(({ deprecatedAt }) => deprecatedAt === null);
  const clients = new Set(unreplaced.flatMap(({ client }) => client?.id ?? []));
  return { count: clients.size, exact: exact && !data.links.next };
}

const ONLY_NAMES = {
  'page[size]': MAX_COUNTED,
  'fields[oauth-clients]': ['name' as const],
};

/** The number of keys that some process lacks. */
export const lackedKeys = queryOptions({
  queryKey: ['signing-keys', 'lacked'],
  queryFn: async ({ signal }) => {
    const query = { 'fields[signing-keys]': ['lackedBy' as const] };
    const { data } = await api.GET('/api/signing-keys', { params: { query }, signal });
    return data.data.filter(({ attributes }) => attributes.lackedBy.length > 0).length;
  },
  refetchInterval: INTERVAL_MS,
});

/** The state of the chain of audit events. */
export const auditChain = queryOptions({
  queryKey: ['audit-chains', 'state'],
  queryFn: async ({ signal }) =>
    (await api.GET('/api/audit-chains', { signal })).data.data[0]?.attributes ?? null,
  refetchInterval: INTERVAL_MS,
});

const HOURS = 24;

/** Number of refusals that are read to name their clients. */
const NEWEST = 100;

/**
 * The names of the clients that were refused in the last 24 hours, the latest first. They are not
 * `exact` when there may be others.
 */
export const refusedClients = queryOptions({
  queryKey: ['refusals', 'clients'],
  queryFn: async ({ signal }) => {
    const query = {
      'filter[occurredAt][gte]': daysFromNow(-1),
      'fields[refusals]': ['clientId' as const],
      'page[size]': NEWEST,
      sort: ['-id' as const],
    };
    const { data } = await api.GET('/api/refusals', { params: { query }, signal });
    const ids = new Set(data.data.flatMap(({ attributes }) => attributes.clientId ?? []));
    const names = await clientNames([...ids], signal);
    const exact = data.data.length < NEWEST;
    return { names: [...ids].flatMap((id) => names.get(id) ?? []), exact };
  },
  refetchInterval: INTERVAL_MS,
});

export const usageOfDay = queryOptions({
  queryKey: ['client-usage', 'day'],
  queryFn: async ({ signal }) => {
    const from = new Date(Date.now() - HOURS * 60 * 60 * 1000).toISOString();
    const query = { 'filter[unit]': ['hour' as const], 'filter[startsAt][gte]': from };
    const { data } = await api.GET('/api/client-usage', { params: { query }, signal });
    return sumsOf(data.data.map(({ attributes }) => attributes));
  },
  refetchInterval: INTERVAL_MS,
});
