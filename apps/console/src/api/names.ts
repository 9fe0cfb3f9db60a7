import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from './client.js';
import { useSession } from './session.js';

/** A resource, by its type and id in the API. */
export interface Reference {
  type: string;
  id: string;
}

type Names = ReadonlyMap<string, string>;

interface Source {
  scope: string;
  /** The form of ids. The API rejects others, which stand in events that commands have written. */
  ids: RegExp;
  /** Reads the names of at most 100 resources by their ids. Those that do not exist are left out. */
  read: (ids: readonly string[], signal: AbortSignal) => Promise<Names>;
}

/** Resources on a page of the API at most. */
const MAX_READ = 100;

const NUMBER = /^[1-9]\d{0,17}$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Reads the names of clients by their ids, at most 100. Those that do not exist are left out. */
export async function clientNames(ids: readonly string[], signal: AbortSignal): Promise<Names> {
  if (ids.length === 0) return new Map();
  const query = { ...pageOf(ids), 'fields[oauth-clients]': ['name' as const] };
  const { data } = await api.GET('/api/oauth-clients', { params: { query }, signal });
  return namesOf(data.data);
}

const SOURCES: Readonly<Record<string, Source>> = {
  'oauth-clients': { scope: 'clients:read', ids: UUID, read: clientNames },
  users: {
    scope: 'users:read',
    ids: NUMBER,
    read: async (ids, signal) => {
      const query = {
        ...pageOf(ids),
        'fields[users]': ['firstName' as const, 'lastName' as const],
      };
      const { data } = await api.GET('/api/users', { params: { query }, signal });
      return peopleOf(data.data);
    },
  },
  'customer-users': {
    scope: 'customer-users:read',
    ids: NUMBER,
    read: async (ids, signal) => {
      const fields = { 'fields[customer-users]': ['firstName' as const, 'lastName' as const] };
      const query = { ...pageOf(ids), ...fields };
      const { data } = await api.GET('/api/customer-users', { params: { query }, signal });
      return peopleOf(data.data);
    },
  },
  customers: {
    scope: 'customers:read',
    ids: NUMBER,
    read: async (ids, signal) => {
      const query = { ...pageOf(ids), 'fields[customers]': ['name' as const] };
      const { data } = await api.GET('/api/customers', { params: { query }, signal });
      return namesOf(data.data);
    },
  },
  roles: {
    scope: 'roles:read',
    ids: NUMBER,
    read: async (ids, signal) => {
      const query = { ...pageOf(ids), 'fields[roles]': ['name' as const] };
      const { data } = await api.GET('/api/roles', { params: { query }, signal });
      return namesOf(data.data);
    },
  },
};

/**
 * Returns a function that names these resources: clients, people, companies and roles that the reader may see. It
 * returns undefined for others, for deleted ones, and until the names are read.
 */
export function useNames(
  references: readonly Reference[],
): (reference: Reference) => string | undefined {
  const { scopes } = useSession();
  const types = Object.keys(SOURCES).filter((type) => scopes.includes(SOURCES[type]!.scope));
  const parts = types.flatMap((type) => {
    const ids = references.filter((each) => each.type === type).map(({ id }) => id);
    const valid = [...new Set(ids)].filter((id) => SOURCES[type]!.ids.test(id)).toSorted();
    return chunksOf(valid).map((chunk) => ({ type, ids: chunk }));
  });
  const names = useQueries({
    queries: parts.map(({ type, ids }) => ({
      queryKey: [type, 'names', ids],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const read = await SOURCES[type]!.read(ids, signal);
        return Array.from(read, ([id, name]) => [keyOf({ type, id }), name] as const);
      },
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    })),
    combine,
  });
  return useCallback((reference: Reference) => names.get(keyOf(reference)), [names]);
}

const keyOf = ({ type, id }: Reference) => `${type} ${id}`;

type Entries = readonly (readonly [key: string, name: string])[];

const combine = (results: readonly { data: Entries | undefined }[]): Names =>
  new Map(results.flatMap(({ data }) => data ?? []));

function chunksOf(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / MAX_READ);
  return Array.from({ length: count }, (_, n) => ids.slice(n * MAX_READ, (n + 1) * MAX_READ));
}

const pageOf = (ids: readonly string[]) => ({ 'filter[id]': [...ids], 'page[size]': ids.length });

const namesOf = (rows: readonly { id: string; attributes: { name: string } }[]): Names =>
  new Map(rows.map(({ id, attributes }) => [id, attributes.name]));

interface Person {
  id: string;
  attributes: { firstName: string; lastName: string };
}

const peopleOf = (rows: readonly Person[]): Names =>
  new Map(
    rows.map(({ id, attributes: { firstName, lastName } }) => [id, `${firstName} ${lastName}`]),
  );
