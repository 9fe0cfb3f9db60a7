import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listState } from '../routing/list-state.js';
import { rootRoute } from '../routing/root-route.js';
import { CLIENT_FILTERS, CLIENT_TABS } from './filters.js';
import { useMessages } from './use-messages.js';

const area = createRoute({ getParentRoute: () => rootRoute, path: '/clients' });

export const clientsRoute = area.addChildren([
  createRoute({
    getParentRoute: () => area,
    path: '/',
    validateSearch: listState(CLIENT_FILTERS),
    component: lazyRouteComponent(() => import('./list/clients-page.js'), 'ClientsPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/new',
    component: lazyRouteComponent(() => import('./create/new-client-page.js'), 'NewClientPage'),
  }),
  createRoute({
    getParentRoute: () => area,
    path: '/$clientId',
    validateSearch: listState(CLIENT_TABS),
    component: lazyRouteComponent(() => import('./client/client-page.js'), 'ClientPage'),
  }),
]);

/** The name of the area in the navigation. */
export const useClientsTitle = () => useMessages()('title');
