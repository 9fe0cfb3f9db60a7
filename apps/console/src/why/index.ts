import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
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

/** The name of the area in the navigation. */
export const useWhyTitle = () => useMessages()('title');
