import type { FastifyInstance } from 'fastify';
import { Counter, type Registry } from 'prom-client';
import { DurationHistogram } from '#telemetry';
import { methodOf, routeOf } from './route-labels.js';

/** The names in OpenTelemetry's conventions for HTTP, as Prometheus has them. */
const LABELS = ['http_request_method', 'http_route', 'http_response_status_code'] as const;

/** Measures requests by method, pattern of the path, and status. */
export function measureRequests(fastify: FastifyInstance, registry: Registry): void {
  const durations = new DurationHistogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time from the head of a request on the public port to the end of its answer.',
    labelNames: LABELS,
  }).register(registry);
  registry.registerMetric(requestCounter(durations));
  fastify.addHook('onResponse', (request, reply, done) => {
    const labels = [methodOf(request.method), routeOf(request), String(reply.statusCode)];
    durations.observe(reply.elapsedTime / 1000, labels);
    done();
  });
}

/** Counts the same requests without their routes: one series for each method and status. */
function requestCounter(durations: DurationHistogram<(typeof LABELS)[number]>): Counter {
  return new Counter({
    name: 'latchkey_http_requests_total',
    help: 'Answered or aborted requests on the public port.',
    labelNames: ['method', 'status'],
    registers: [],
    collect() {
      this.reset();
      for (const { labels, count } of durations.counts()) {
        const [method = '', , status = ''] = labels;
        this.inc({ method: method === '_OTHER' ? 'other' : method, status }, count);
      }
    },
  });
}
