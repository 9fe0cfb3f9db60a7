import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listState } from '../routing/list-state.js';
import { rootRoute } from '../routing/root-route.js';
import { PEOPLE_FILTERS, PERSON_TABS } from './filters.js';
import { useMessages } from './use-messages.js';

const area = createRoute({ getParentRoute: () => rootRoute, path: '/people' });

const list = listState(PEOPLE_FILTERS);
const person = listState({ tab: PERSON_TABS });
const pages = () => import('./pages.js');

/** A page of the area, which is loaded when a person opens it. */
const page = (name: keyof Awaited<ReturnType<typeof pages>>) => ({
  getParentRoute: () => area,
  component: lazyRouteComponent(pages, name),
});

export const peopleRoute = area.addChildren([
  createRoute({ ...page('PeopleIndexPage'), path: '/' }),
  createRoute({ ...page('StaffPage'), path: '/staff', validateSearch: list }),
  createRoute({ ...page('NewStaffPage'), path: '/staff/new' }),
  createRoute({ ...page('StaffPersonPage'), path: '/staff/$id', validateSearch: person }),
  createRoute({ ...page('AccountsPage'), path: '/accounts', validateSearch: list }),
  createRoute({ ...page('NewAccountPage'), path: '/accounts/new' }),
  createRoute({ ...page('AccountPersonPage'), path: '/accounts/$id', validateSearch: person }),
  createRoute({ ...page('CustomersPage'), path: '/customers', validateSearch: list }),
  createRoute({ ...page('CustomerPage'), path: '/customers/$id', validateSearch: list }),
  createRoute({
    getParentRoute: () => area,
    path: '/roles',
    component: lazyRouteComponent(() => import('./roles/roles-page.js'), 'RolesPage'),
  }),
  createRoute({ ...page('ProvidersPage'), path: '/providers' }),
]);

/** The name of the area in the navigation. */
export const usePeopleTitle = () => useMessages()('people');
