import type { FastifyInstance } from 'fastify';
import { Counter, type Registry } from 'prom-client';

/** The prom-client `Registry` of one application: never the global one, which two in a process share. */
export const METRICS = Symbol('METRICS');

/** Node.js takes some thirty more; each would be a series for every status. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Counts requests by method and status. Not by path: an address is the caller's, and
 * each new one would stay in memory. As in the log, an address that the router
 * cannot read is not among them, nor is what never becomes a request.
 */
export function requestCounter(registry: Registry): (method: string, status: number) => void {
  const requests = new Counter({
    name: 'latchkey_http_requests_total',
    help: 'Requests on the public port that were answered, or broken off.',
    labelNames: ['method', 'status'],
    registers: [registry],
  });
  return (method, status) => {
    requests.inc({ method: METHODS.has(method) ? method : 'other', status });
  };
}

export function countRequests(
  fastify: FastifyInstance,
  count: ReturnType<typeof requestCounter>,
): void {
  fastify.addHook('onResponse', ({ method }, { statusCode }, done) => {
    count(method, statusCode);
    done();
  });
}
