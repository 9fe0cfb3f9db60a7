import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import {
  type Endpoint,
  type EndpointAnswer,
  type EndpointRequest,
  JSON_HEADERS,
} from './endpoint.js';
import { errorAnswer } from './error-response.js';

/** Injection token of the endpoints of the module. */
export const ENDPOINTS = Symbol('ENDPOINTS');

const UNCACHED_JSON = { ...JSON_HEADERS, 'cache-control': 'no-store' };

/** The endpoints at and below this path have the errors of RFC 6749 §5.2. */
const PROTOCOL = '/oauth2-token';

/**
 * Adds the endpoints to the router of the application.
 *
 * They are plain routes of Fastify, without Nest's controllers, guards and pipes: these would take
 * a third of the time of a token. Fastify's hooks, body parsers and limits apply to them as to
 * every route. The endpoints below `/oauth2-token` have a scope of their own in Fastify, with an
 * error handler for all errors: also those before the endpoint, and of unknown paths and methods.
 */
@Injectable()
export class EndpointRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(ENDPOINTS) private readonly endpoints: readonly Endpoint[],
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    for (const endpoint of this.endpoints) {
      if (!isOfProtocol(endpoint)) addRoutes(fastify, endpoint, '');
    }
    fastify.register(
      (scope, _, done) => {
        scope.setErrorHandler(sendError);
        scope.setNotFoundHandler((request, reply) =>
          sendError({ statusCode: 404 }, request, reply),
        );
        for (const endpoint of this.endpoints.filter(isOfProtocol)) {
          addRoutes(scope, endpoint, PROTOCOL);
        }
        done();
      },
      { prefix: PROTOCOL },
    );
  }
}

function isOfProtocol({ paths }: Endpoint): boolean {
  return paths.every((path) => path.startsWith(PROTOCOL));
}

function addRoutes(fastify: FastifyInstance, endpoint: Endpoint, prefix: string): void {
  const { method, paths, headers = UNCACHED_JSON } = endpoint;
  const handler: RouteHandlerMethod = (request, reply) => {
    endpoint
      .answer(requestOf(request))
      .then((answer) => send(answer, reply.headers(headers)))
      .catch((error: unknown) => reply.send(error));
  };
  for (const path of paths) fastify.route({ method, url: path.slice(prefix.length), handler });
}

function requestOf({ headers, ip: address, id: requestId, body }: FastifyRequest): EndpointRequest {
  const arrivedAtMs = performance.now();
  const { authorization } = headers;
  return { headers, authorization, address, requestId, arrivedAtMs, body };
}

function send({ status, headers = {}, body }: EndpointAnswer, reply: FastifyReply): void {
  void reply.status(status).headers(headers).send(body);
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  send(errorAnswer(error, request), reply);
}
