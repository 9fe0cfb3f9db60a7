import { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { overviewRoute } from '../overview/index.js';
import { rootRoute } from '../routing/root-route.js';
import { Shell } from './shell.js';

export const queries = new QueryClient();

rootRoute.update({ component: Shell });

/** All screens of the console. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([overviewRoute]),
  basepath: '/console',
  context: { queries },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
