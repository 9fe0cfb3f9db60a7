import type { FastifyRequest } from 'fastify';

/** Methods with a value of their own; Node.js accepts about thirty more, which callers choose. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Returns the method as OpenTelemetry names it: `_OTHER` for an unusual one. */
export function methodOf(method: string): string {
  return METHODS.has(method) ? method : '_OTHER';
}

/**
 * Returns the pattern of the path, never the path: callers choose it, and each new one would stay in
 * memory. It is empty for a path or method without a route.
 */
export function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? '';
}
