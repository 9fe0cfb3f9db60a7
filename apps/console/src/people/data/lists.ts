import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { toObjects } from '#client';
import { api } from '../../api/client.js';
import { cursorsOf, pageQuery } from '../../api/pages.js';
import { isSearchable } from '../../api/search.js';
import type { PeopleState } from '../filters.js';
import type { Kind } from '../kinds.js';
import { personOf } from './person.js';

/** The related resources that the reader may see. */
export interface Related {
  roles: boolean;
  customers: boolean;
}

/** One page of people. */
export function peopleQuery(kind: Kind, state: PeopleState, related: Related) {
  return queryOptions({
    queryKey: ['people', kind, 'list', { ...state, hidden: undefined }, related],
    queryFn: async () => (kind === 'staff' ? staff(state, related) : accounts(state, related)),
    placeholderData: keepPreviousData,
  });
}

function commonQuery({ q = '', state, ...rest }: PeopleState) {
  return {
    ...pageQuery(rest),
    ...(rest.sort !== undefined && { sort: [rest.sort] }),
    ...(isSearchable(q) && { 'filter[search]': q }),
    ...((state === 'enabled' || state === 'disabled') && {
      'filter[enabled]': state === 'enabled',
    }),
  };
}

async function staff(state: PeopleState, { roles }: Related) {
  const query = { ...commonQuery(state), ...(roles && { include: ['roles'] }) } as object;
  const { data } =
    state.role === undefined
      ? await api.GET('/api/users', { params: { query }, hasCursors: true })
      : await api.GET('/api/roles/{id}/users', {
          params: { path: { id: state.role }, query },
          hasCursors: true,
        });
  return { rows: toObjects(data).map((row) => personOf('staff', row)), cursors: cursorsOf(data) };
}

async function accounts(state: PeopleState, { customers }: Related) {
  const query = {
    ...commonQuery(state),
    ...(state.state === 'unconfirmed' && { 'filter[confirmed]': false }),
    ...(state.position !== undefined && { 'filter[role]': state.position }),
    ...(state.company !== undefined && { 'filter[customer]': state.company }),
    ...(customers && { include: ['customer'] }),
  } as object;
  const { data } = await api.GET('/api/customer-users', { params: { query }, hasCursors: true });
  return {
    rows: toObjects(data).map((row) => personOf('accounts', row)),
    cursors: cursorsOf(data),
  };
}

/** One page of companies. */
export function customersQuery(state: PeopleState) {
  return queryOptions({
    queryKey: ['people', 'customers', 'list', { ...state, hidden: undefined }],
    queryFn: async () => {
      const { data } = await api.GET('/api/customers', {
        params: { query: commonQuery({ ...state, state: undefined }) as object },
        hasCursors: true,
      });
      return { rows: toObjects(data), cursors: cursorsOf(data) };
    },
    placeholderData: keepPreviousData,
  });
}
