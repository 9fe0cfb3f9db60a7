import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { toObjects } from '#client';
import { api } from '../../api/client.js';
import { cursorsOf, pageQuery } from '../../api/pages.js';
import { isSearchable } from '../../api/search.js';
import type { ListStateWith } from '../../routing/list-state.js';
import type { CLIENT_FILTERS } from '../filters.js';

export type ClientsState = ListStateWith<typeof CLIENT_FILTERS>;

/** Milliseconds. */
const DAY_MS = 86_400_000;

/** A time that is some days from now, in the form of the API. */
export function daysFromNow(days: number, now = Date.now()): string {
  return new Date(now + days * DAY_MS).toISOString();
}

const CLIENT_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The filter for a text that the person typed; a text that is too short finds everything. */
function searchFilter(q = ''): Record<string, unknown> {
  const text = q.trim();
  if (CLIENT_ID.test(text)) return { 'filter[id]': [text.toLowerCase()] };
  return isSearchable(text) ? { 'filter[search]': text } : {};
}

/** The filters of the API for the state of the list. The two sides may have owners with the same id. */
export function clientFilters(state: ClientsState, now = Date.now()): Record<string, unknown> {
  const { side, scope, owner, unused, ends } = state;
  return {
    ...searchFilter(state.q),
    ...stateFilters(state.state, now),
    ...(side !== undefined && { 'filter[side]': [side] }),
    ...(scope !== undefined && { 'filter[scopes]': [scope] }),
    ...(owner !== undefined && side !== undefined && { 'filter[owner]': [owner] }),
    ...(unused !== undefined && { 'filter[unusedSince]': daysFromNow(-Number(unused), now) }),
    ...(ends !== undefined && { 'filter[secretsEndBefore]': daysFromNow(Number(ends), now) }),
  };
}

function stateFilters(state: ClientsState['state'], now: number): Record<string, unknown> {
  const time = daysFromNow(0, now);
  if (state === 'disabled') return { 'filter[enabled]': [false] };
  if (state === 'expired') return { 'filter[enabled]': [true], 'filter[expiresAt][lte]': time };
  if (state === 'active') {
    return { 'filter[enabled]': [true], 'filter[expiresAt][neq]': [`..${time}`] };
  }
  return {};
}

/** One page of the list. */
export function clientsQuery(state: ClientsState) {
  return queryOptions({
    queryKey: ['oauth-clients', 'list', { ...state, hidden: undefined }],
    queryFn: async ({ signal }) => {
      const query = { ...pageQuery(state), sort: [state.sort ?? 'name'], ...clientFilters(state) };
      const { data } = await api.GET('/api/oauth-clients', {
        params: { query: query as object },
        hasCursors: true,
        signal,
      });
      return { rows: toObjects(data), cursors: cursorsOf(data) };
    },
    placeholderData: keepPreviousData,
  });
}

/** One client. */
export function clientQuery(id: string) {
  return queryOptions({
    queryKey: ['oauth-clients', id],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/oauth-clients/{id}', {
        params: { path: { id } },
        signal,
      });
      return toObjects(data);
    },
  });
}

type FunctionOf<Options> = Options extends { queryFn?: infer Read } ? Read : never;

/** A client, as the API describes it. */
export type ClientObject = Awaited<
  ReturnType<Extract<FunctionOf<ReturnType<typeof clientQuery>>, (...values: never[]) => unknown>>
>;
