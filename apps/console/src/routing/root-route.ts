import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import { sessionQuery } from '../api/session.js';

/** The values that the loaders of all routes can use. */
export interface RouteContext {
  queries: QueryClient;
}

/**
 * The parent of the routes of each area. Every screen waits for the session. The application gives
 * this route the shell as its component.
 */
export const rootRoute = createRootRouteWithContext<RouteContext>()({
  loader: async ({ context }) => context.queries.ensureQueryData(sessionQuery),
});
