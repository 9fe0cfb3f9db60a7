import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../routing/root-route.js';
import { useMessages } from './use-messages.js';

export const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/keys',
  component: lazyRouteComponent(() => import('./keys-page.js'), 'KeysPage'),
});

/** The name of the area in the navigation. */
export const useKeysTitle = () => useMessages()('title');
