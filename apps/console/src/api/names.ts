import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from './client.js';
import { isSearchable } from './search.js';
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
  /** The attributes of the name, in its order. */
  fields: readonly string[];
  /** True when the API finds these resources by words. */
  isSearched: boolean;
}

/** Which resources are named: at most 100 by their ids, or those that have the words. */
type NamesQuery = { 'page[size]': number } & (
  { 'filter[id]': string[] } | { 'filter[search]': string }
);

/** Resources on a page of the API at most. */
const MAX_READ = 100;

const NUMBER = /^[1-9]\d{0,17}$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

const NAME = ['name'];
const PERSON = ['firstName', 'lastName'];

/** The types of the API whose resources are named. */
const SOURCES: Readonly<Record<string, Source>> = {
  'oauth-clients': { scope: 'clients:read', ids: UUID, fields: NAME, isSearched: true },
  users: { scope: 'users:read', ids: NUMBER, fields: PERSON, isSearched: true },
  'customer-users': {
    scope: 'customer-users:read',
    ids: NUMBER,
    fields: PERSON,
    isSearched: true,
  },
  customers: { scope: 'customers:read', ids: NUMBER, fields: NAME, isSearched: true },
  roles: { scope: 'roles:read', ids: NUMBER, fields: NAME, isSearched: false },
};

/** Reads the names of resources of a type. Those that do not exist are left out. */
async function readNames(type: string, query: NamesQuery, signal: AbortSignal): Promise<Names> {
  const { fields } = SOURCES[type]!;
  const params = { query: { ...query, [`fields[${type}]`]: fields } } as object;
  // All these types have a list of this form; the compiler checks that of one of them.
  const { data } = await api.GET(`/api/${type}` as '/api/users', { params, signal });
  return new Map(
    data.data.map(({ id, attributes }) => {
      const values = new Map<string, unknown>(Object.entries(attributes));
      return [id, fields.map((field) => values.get(field)).join(' ')];
    }),
  );
}

/** Reads the names of clients by their ids, at most 100. Those that do not exist are left out. */
export async function clientNames(ids: readonly string[], signal: AbortSignal): Promise<Names> {
  return ids.length === 0 ? new Map() : readNames('oauth-clients', pageOf(ids), signal);
}

/**
 * Returns a function that names these resources: clients, people, companies and roles that the reader may see. It
 * returns undefined for others, for deleted ones, and until the names are read.
 */
export function useNames(
  references: readonly Reference[],
): (reference: Reference) => string | undefined {
  const parts = useTypes().flatMap((type) => {
    const ids = references.filter((each) => each.type === type).map(({ id }) => id);
    const valid = [...new Set(ids)].filter((id) => SOURCES[type]!.ids.test(id)).toSorted();
    return chunksOf(valid).map((chunk) => ({ type, ids: chunk }));
  });
  const names = useQueries({
    queries: parts.map(({ type, ids }) => ({
      queryKey: [type, 'names', ids],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const read = await readNames(type, pageOf(ids), signal);
        return Array.from(read, ([id, name]) => [keyOf({ type, id }), name] as const);
      },
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    })),
    combine,
  });
  return useCallback((reference: Reference) => names.get(keyOf(reference)), [names]);
}

/** Resources of a type that a search names at most. */
const MAX_FOUND = 3;

/**
 * Finds clients, people and companies that have these words and that the reader may see, at most three of each. It
 * returns none for a text that the API cannot search for, and until they are read.
 */
export function useFound(text: string): readonly (Reference & { name: string })[] {
  const types = useTypes().filter((type) => isSearchable(text) && SOURCES[type]!.isSearched);
  return useQueries({
    queries: types.map((type) => ({
      queryKey: [type, 'found', text],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const query = { 'filter[search]': text, 'page[size]': MAX_FOUND };
        const read = await readNames(type, query, signal);
        return Array.from(read, ([id, name]) => ({ type, id, name }));
      },
      staleTime: 60_000,
    })),
    combine: combineFound,
  });
}

const combineFound = <Item>(results: readonly { data: Item[] | undefined }[]): Item[] =>
  results.flatMap(({ data }) => data ?? []);

/** Returns the types whose names the reader may see. */
function useTypes(): string[] {
  const { scopes } = useSession();
  return Object.keys(SOURCES).filter((type) => scopes.includes(SOURCES[type]!.scope));
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
