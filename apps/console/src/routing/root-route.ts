import { createRootRouteWithContext } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';

/** The values that the loaders of all routes can use. */
export interface RouteContext {
  queries: QueryClient;
}

/** The parent of the routes of each area. The application gives it the shell as its component. */
export const rootRoute = createRootRouteWithContext<RouteContext>()();
