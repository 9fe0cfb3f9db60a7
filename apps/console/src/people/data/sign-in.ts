import { queryOptions } from '@tanstack/react-query';
import { toObjects } from '#client';
import { api } from '../../api/client.js';
import { KINDS, type Kind } from '../kinds.js';
import type { Person } from './person.js';

/** Sessions and tokens of one person in a list, at most. */
const MAX_LISTED = 100;

const ofPerson = ({ kind, id }: Pick<Person, 'kind' | 'id'>) => ({
  'filter[side]': [KINDS[kind].side],
  'filter[person]': [id],
});

/** How each of some people can sign in, by their id. */
export function signInStatesQuery(kind: Kind, ids: readonly string[]) {
  return queryOptions({
    queryKey: ['people', kind, 'sign-in-states', ids],
    queryFn: async () => {
      const filters = { 'filter[side]': [KINDS[kind].side], 'filter[person]': [...ids] };
      const { data } = await api.GET('/api/sign-in-states', {
        params: { query: { ...filters, 'page[size]': MAX_LISTED } },
      });
      const states = toObjects(data);
      return new Map(states.map((state) => [state.person?.id ?? '', state]));
    },
    enabled: ids.length > 0,
  });
}

export type SignInState = NonNullable<
  ReturnType<
    Awaited<ReturnType<NonNullable<ReturnType<typeof signInStatesQuery>['queryFn']>>>['get']
  >
>;

/** The sessions of a person, the newest first. */
export function sessionsQuery(person: Pick<Person, 'kind' | 'id'>) {
  return queryOptions({
    queryKey: ['people', person.kind, person.id, 'sessions'],
    queryFn: async () => {
      const query = {
        ...ofPerson(person),
        sort: ['-createdAt'],
        'page[size]': MAX_LISTED,
      } as object;
      return toObjects((await api.GET('/api/sessions', { params: { query } })).data);
    },
  });
}

/** The ways in which a person proves who they are. */
export function factorsQuery(person: Pick<Person, 'kind' | 'id'>) {
  return queryOptions({
    queryKey: ['people', person.kind, person.id, 'factors'],
    queryFn: async () => {
      const query = { ...ofPerson(person), 'page[size]': MAX_LISTED } as object;
      return toObjects((await api.GET('/api/authentication-factors', { params: { query } })).data);
    },
  });
}
