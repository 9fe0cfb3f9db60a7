import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listState } from '../routing/list-state.js';
import { rootRoute } from '../routing/root-route.js';
import { PEOPLE_FILTERS, PERSON_TABS } from './filters.js';
import { useMessages } from './use-messages.js';

const area = createRoute({ getParentRoute: () => rootRoute, path: '/people' });

const list = listState(PEOPLE_FILTERS);
const person = listState({ tab: PERSON_TABS });
const pages = () => import('./pages.js');

export const peopleRoute = area.addChildren([
  createRoute({
    getParentRoute: () => area,
    path: '/',
    component: lazyRouteComponent(pages, 'PeopleIndexPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/staff',
    validateSearch: list,
    component: lazyRouteComponent(pages, 'StaffPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/staff/new',
    component: lazyRouteComponent(pages, 'NewStaffPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/staff/$id',
    validateSearch: person,
    component: lazyRouteComponent(pages, 'StaffPersonPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/accounts',
    validateSearch: list,
    component: lazyRouteComponent(pages, 'AccountsPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/accounts/new',
    component: lazyRouteComponent(pages, 'NewAccountPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/accounts/$id',
    validateSearch: person,
    component: lazyRouteComponent(pages, 'AccountPersonPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/customers',
    validateSearch: list,
    component: lazyRouteComponent(pages, 'CustomersPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/customers/$id',
    validateSearch: list,
    component: lazyRouteComponent(pages, 'CustomerPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/roles',
    component: lazyRouteComponent(() => import('./roles/roles-page.js'), 'RolesPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/providers',
    component: lazyRouteComponent(pages, 'ProvidersPage'),
  }),
]);

/** The name of the area in the navigation. */
export const usePeopleTitle = () => useMessages()('people');
