import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasSdk, RequestSpan } from '#telemetry';
import { methodOf, routeOf } from './route-labels.js';

interface Traced {
  span: RequestSpan | null;
}

/**
 * Makes a span of each request, when an SDK of OpenTelemetry was loaded before the start. Without one
 * there are no hooks, so that requests cost nothing more. Fastify keeps the span while it reads a body.
 */
export function traceRequests(fastify: FastifyInstance): void {
  if (!hasSdk()) return;
  fastify.decorateRequest('span', null);
  fastify.addHook('onRequest', (request, _, done) => {
    const { id: requestId, method, headers } = request;
    const traced = { method: methodOf(method), route: routeOf(request), requestId, headers };
    (spanOf(request).span = new RequestSpan(traced)).run(done);
  });
  fastify.addHook('onResponse', (request, { statusCode }, done) => {
    const { tokenClientId } = request as { tokenClientId?: string };
    spanOf(request).span!.end(statusCode, tokenClientId);
    done();
  });
}

/** Returns the id of the trace of a request; undefined without an SDK. */
export function traceIdOf(request: FastifyRequest): string | undefined {
  return spanOf(request).span?.traceId;
}

function spanOf(request: FastifyRequest): Traced {
  return request as unknown as Traced;
}
