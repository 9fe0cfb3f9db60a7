import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Endpoint, EndpointAnswer, EndpointRequest } from './endpoint.js';
import { UNCACHED_JSON } from './answers.js';
import { isOfProtocol, methodsOf, type Mounted, mountedPaths, PROTOCOL } from './mounted.js';
import { addressOf } from '../network.js';
import { errorAnswer } from './error-response.js';
import { FORM, readForm } from './form-body.js';

/**
 * Adds the endpoints to Fastify. Its hooks, body parsers and limits apply to them as to every route.
 * The endpoints below `/oauth2-token` have a scope of their own in Fastify, with an error handler for
 * all errors: also those before the endpoint, and of unknown paths and methods.
 */
export function mountOnFastify(
  fastify: FastifyInstance,
  { base, endpoints, onError }: Mounted,
): void {
  const sendError = errorHandler(onError);
  for (const endpoint of endpoints) {
    if (!isOfProtocol(endpoint)) addRoutes(fastify, endpoint, mountedPaths(endpoint, base));
  }
  fastify.register(
    (scope, __, done) => {
      scope.setErrorHandler(sendError);
      scope.setNotFoundHandler((request, reply) => sendError({ statusCode: 404 }, request, reply));
      if (!scope.hasContentTypeParser(FORM)) {
        scope.addContentTypeParser(FORM, { parseAs: 'buffer' }, async (_: unknown, body: Buffer) =>
          readForm(body),
        );
      }
      for (const endpoint of endpoints.filter(isOfProtocol)) {
        addRoutes(scope, endpoint, endpoint.paths.map(withoutPrefix));
      }
      done();
    },
    { prefix: base + PROTOCOL },
  );
}

function withoutPrefix(path: string): string {
  return path.slice(PROTOCOL.length);
}

function addRoutes(fastify: FastifyInstance, endpoint: Endpoint, urls: readonly string[]): void {
  const { headers = UNCACHED_JSON } = endpoint;
  const method = [...methodsOf(endpoint)];
  const handler: RouteHandlerMethod = (request, reply) => {
    endpoint
      .answer(requestOf(request))
      .then((answer) => send(answer, reply.headers(headers)))
      .catch((error: unknown) => reply.send(error));
  };
  for (const url of urls) fastify.route({ method, url, handler });
}

function requestOf(request: FastifyRequest): EndpointRequest {
  const arrivedAtMs = performance.now();
  const { method, url, headers, id: requestId, body } = request;
  const address = addressOf(request);
  const { authorization } = headers;
  return { method, url, headers, authorization, address, requestId, arrivedAtMs, body };
}

function send({ status, headers = {}, body }: EndpointAnswer, reply: FastifyReply): void {
  void reply.status(status).headers(headers).send(body);
}

function errorHandler(onError: Mounted['onError']) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { id: requestId, method, routeOptions } = request;
    const { bodyLimit, url: route = '' } = routeOptions;
    onError?.(error, { requestId, address: addressOf(request), method, route });
    send(errorAnswer(error, { requestId, bodyLimit }), reply);
  };
}
