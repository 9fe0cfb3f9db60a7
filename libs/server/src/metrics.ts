import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Turns } from '#database';
import type { Connections } from './connections.js';

/** The prom-client `Registry` of one application: never the global one, which two in a process share. */
export const METRICS = Symbol('METRICS');

/** Node.js takes some thirty more; each would be a series for every status. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Counts requests by method and status. Not by path: an address is the caller's, and
 * each new one would stay in memory. As in the log, an address that the router
 * cannot read is not among them.
 */
export function requestCounter(registry: Registry): (method: string, status: number) => void {
  // A counter with labels looks at all of them each time: 1 % of a token.
  const counts = new Map<string, number>();
  const requests = new Counter({
    name: 'latchkey_http_requests_total',
    help: 'Requests on the public port that were answered, or broken off.',
    labelNames: ['method', 'status'],
    registers: [],
    collect() {
      this.reset();
      for (const [labels, count] of counts) {
        const [method, status] = labels.split(' ');
        this.inc({ method, status }, count);
      }
    },
  });
  registry.registerMetric(requests);
  return (method, status) => {
    const labels = `${METHODS.has(method) ? method : 'other'} ${status}`;
    counts.set(labels, (counts.get(labels) ?? 0) + 1);
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

/** Connections on the public port, and those that were closed so that others are served. */
export function countConnections(connections: Connections, registry: Registry): void {
  const open = gauge(
    'latchkey_http_connections',
    'Open connections on the public port.',
    () => connections.count,
  );
  const closed = new Counter({
    name: 'latchkey_http_connections_closed_total',
    help: 'Closed by reason: unused and full at http.maxConnections, unread answers, pipelined too much.',
    labelNames: ['reason'],
    registers: [],
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(connections.closed)) {
        this.inc({ reason }, count);
      }
    },
  });
  for (const metric of [open, closed]) registry.registerMetric(metric);
}

/** Requests that wait for their turn. */
export function countWaiting(turns: Turns, registry: Registry): void {
  const help = 'Requests that wait because their client has as many worked on as it may have.';
  registry.registerMetric(gauge('latchkey_client_requests_waiting', help, () => turns.waiting));
}

function gauge(name: string, help: string, value: () => number): Gauge {
  return new Gauge({
    name,
    help,
    registers: [],
    collect() {
      this.set(value());
    },
  });
}
