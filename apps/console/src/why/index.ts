import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavigationEntry } from '../routing/area.js';
import { listState } from '../routing/list-state.js';
import { rootRoute } from '../routing/root-route.js';
import { useMessages } from './use-messages.js';

export { RefusedRequests } from './lazy-requests.js';

export const whyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/why',
  validateSearch: listState({ request: 'text', code: 'text', side: ['backoffice', 'storefront'] }),
  component: lazyRouteComponent(() => import('./why-page.js'), 'WhyPage'),
});

export const whyEntry: NavigationEntry = {
  to: '/why',
  icon: 'search',
  scopes: ['clients:read'],
  useLabel: () => useMessages()('title'),
};
