import { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { CONSOLE } from '../api/base.js';
import { auditRoute } from '../audit/index.js';
import { clientsRoute } from '../clients/index.js';
import { keysRoute } from '../keys/index.js';
import { overviewRoute } from '../overview/index.js';
import { peopleRoute } from '../people/index.js';
import { rootRoute } from '../routing/root-route.js';
import { secretsRoute } from '../secrets/index.js';
import { whyRoute } from '../why/index.js';
import { ErrorPage, NotFoundPage } from './error-page.js';
import { PendingPage } from './pending-page.js';
import { Shell } from './shell.js';

/** The client of the API retries, so queries do not. */
export const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 10_000 }, mutations: { retry: false } },
});

rootRoute.update({ component: Shell, errorComponent: ErrorPage });

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signed-in',
  component: lazyRouteComponent(() => import('./signed-in-page.js'), 'SignedInPage'),
});

/** All screens of the console: the routes of each area. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    overviewRoute,
    clientsRoute,
    secretsRoute,
    whyRoute,
    peopleRoute,
    keysRoute,
    auditRoute,
    signedInRoute,
  ]),
  basepath: CONSOLE,
  // Without it, values of the address that a route does not have, or cannot read, reach its screen.
  search: { strict: true },
  context: { queries },
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  defaultPendingComponent: PendingPage,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
