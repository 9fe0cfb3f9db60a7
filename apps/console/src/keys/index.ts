import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavigationEntry } from '../routing/area.js';
import { rootRoute } from '../routing/root-route.js';
import { useMessages } from './use-messages.js';

export const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/keys',
  component: lazyRouteComponent(() => import('./keys-page.js'), 'KeysPage'),
});

export const keysEntry: NavigationEntry = {
  to: '/keys',
  icon: 'key',
  scopes: ['keys:read'],
  useLabel: () => useMessages()('title'),
};
