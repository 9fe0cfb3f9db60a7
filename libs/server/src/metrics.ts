import { Counter, Gauge, type Registry } from 'prom-client';
import type { Turns } from '#database';
import { version } from '#launch';
import { gauge } from '#telemetry';
import type { Connections } from './connections.js';

/** Injection token of one application's prom-client `Registry`. The global one would be shared. */
export const METRICS = Symbol('METRICS');

/** Reports what runs: the version, the Node.js and the side, as labels of a gauge that is always 1. */
export function reportBuild(side: string, registry: Registry): void {
  new Gauge({
    name: 'latchkey_build_info',
    help: 'The version of Latchkey, the version of Node.js and the side of this process.',
    labelNames: ['version', 'node_version', 'side'],
    registers: [registry],
  }).set({ version: version(), node_version: process.version, side }, 1);
}

/** Reports the open connections on the public port, and the closed ones by reason. */
export function countConnections(connections: Connections, registry: Registry): void {
  gauge(
    registry,
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
  registry.registerMetric(closed);
}

/** Reports the requests that wait for their turn. */
export function countWaiting(turns: Turns, registry: Registry): void {
  const help =
    'Requests that wait because their client has reached its limit of concurrent requests.';
  gauge(registry, 'latchkey_client_requests_waiting', help, () => turns.waiting);
}
