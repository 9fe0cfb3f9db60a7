import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Turns } from '#database';
import type { Connections } from './connections.js';

/** Injection token of one application's prom-client `Registry`. The global one would be shared. */
export const METRICS = Symbol('METRICS');

/** Methods with their own label; Node.js accepts about thirty more, each a series per status. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Counts requests by method and status. Paths are not counted, because callers choose them and each
 * new path would stay in memory.
 */
export function countRequests(fastify: FastifyInstance, registry: Registry): void {
  // A labelled prom-client counter checks its labels at each count. With it the benchmark of two builds
  // in turns had 2 % fewer tokens, which is as much as single runs differ.
  const counts = new Map<string, number>();
  const requests = new Counter({
    name: 'latchkey_http_requests_total',
    help: 'Answered or aborted requests on the public port.',
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
  fastify.addHook('onResponse', ({ method }, { statusCode }, done) => {
    const labels = `${METHODS.has(method) ? method : 'other'} ${statusCode}`;
    counts.set(labels, (counts.get(labels) ?? 0) + 1);
    done();
  });
}

/** Reports the open connections on the public port, and the closed ones by reason. */
export function countConnections(connections: Connections, registry: Registry): void {
  const open = gauge(
    'latchkey_http_connections',
    'Open connections on the public port.',
    () => connections.count,
  );
  const closed = new Counter({
    name: 'latchkey_http_connections_closed_total',
    help: 'Closed connections by reason: unused or full (http.maxConnections), unread, pipelined, failed.',
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

/** Reports the requests that wait for their turn. */
export function countWaiting(turns: Turns, registry: Registry): void {
  const help =
    'Requests that wait because their client has reached its limit of concurrent requests.';
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
