import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavigationEntry } from '../routing/area.js';
import { rootRoute } from '../routing/root-route.js';
import { useMessages } from './use-messages.js';

export const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./overview-page.js'), 'OverviewPage'),
});

export const overviewEntry: NavigationEntry = {
  to: '/',
  icon: 'home',
  scopes: [],
  useLabel: () => useMessages()('title'),
};
