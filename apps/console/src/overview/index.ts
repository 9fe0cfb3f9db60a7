import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../routing/root-route.js';
import { useMessages } from './use-messages.js';

export const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./overview-page.js'), 'OverviewPage'),
});

/** The name of the area in the navigation. */
export const useOverviewTitle = () => useMessages()('title');
