import { FastifyAdapter } from '@nestjs/platform-fastify';
import { fastify as createFastify, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Config, HttpConfig } from '#config';
import { addressOf } from './address.js';
import { framingError, headerError, queryError } from './ambiguous-requests.js';
import { Connections } from './connections.js';
import type { Log } from './log.js';
import { openPublicDocuments } from './public-documents.js';
import { requestLog } from './request-log.js';
import { requestIds } from './request-id.js';
import { answerUnrouted, Routes } from './routes.js';
import { traceIdOf, traceRequests } from './traced-requests.js';
import { UnreadableRequests } from './unreadable-requests.js';
import { UnroutableRequests } from './unroutable-requests.js';

interface AdapterOptions {
  log: Log;
  /** Headers of every response. */
  headers: Readonly<Record<string, string>>;
}

/** Milliseconds by which Node.js may detect a timeout late; its own default is 30 s. */
const TIMEOUT_PRECISION_MS = 1000;

/** Builds the Fastify adapter of both applications: limits, bodies, request ids, request log. */
export function createHttpAdapter(
  { http, log: { requests } }: Config,
  { log, headers }: AdapterOptions,
) {
  const fastify: FastifyInstance = createFastify({
    ...serverOptions(http),
    // Requests that the router rejects, such as a malformed URL, reach no hook.
    frameworkErrors: (error, { raw }, reply) => unroutable.answer(error, raw, reply.raw),
    clientErrorHandler: (error, socket) => {
      try {
        unreadable.answer(error, socket);
      } catch (failure) {
        connections.fail(failure, socket);
      }
    },
  });
  const routes = new Routes(fastify);
  // The first hook, so that those after it are in the span.
  traceRequests(fastify);
  openPublicDocuments(fastify);
  const connections = new Connections(fastify.server, http, log);
  decorateAddresses(fastify, http);
  // Before the hooks of the adapter, which answer some requests.
  addHeaders(fastify, headers, http);
  const unreadable = new UnreadableRequests(fastify, connections);
  rejectUnclearEnds(fastify);
  const adapter = new FastifyAdapter(fastify);
  // After its CORS hook, so that pages of other origins can read these answers.
  rejectAmbiguous(fastify, http);
  const unroutable = new UnroutableRequests(fastify);
  answerUnrouted(fastify, routes);
  if (requests) logRequests(fastify, log);
  return { adapter, routes, connections };
}

function serverOptions(http: HttpConfig) {
  return {
    bodyLimit: http.bodyLimit,
    keepAliveTimeout: http.keepAliveTimeout * 1000,
    requestTimeout: http.requestTimeout * 1000,
    http: {
      maxHeaderSize: http.headerLimit,
      // Set again, because Fastify sets its own value only after the server is created. By then
      // Node.js has chosen a longer timeout for the headers, and would swap the two.
      requestTimeout: http.requestTimeout * 1000,
      headersTimeout: http.requestTimeout * 1000,
      connectionsCheckingInterval: TIMEOUT_PRECISION_MS,
      requireHostHeader: false, // Node.js would reject without our headers: see headerError
    },
    genReqId: requestIds(http),
    // During a stop, requests on open connections are still served, with `Connection: close`,
    // so that a load balancer loses none.
    return503OnClosing: false,
    forceCloseConnections: 'idle' as const,
  };
}

function addHeaders(
  fastify: FastifyInstance,
  headers: AdapterOptions['headers'],
  { requestIdHeader }: HttpConfig,
): void {
  const idHeader = requestIdHeader.toLowerCase();
  fastify.addHook('onRequest', ({ id }, reply, done) => {
    reply.headers(headers).header(idHeader, id);
    done();
  });
}

function rejectUnclearEnds(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, _, done) => done(framingError(raw) ?? undefined));
}

/** Replaces Fastify's `trustProxy`, which keeps ports and texts that are not addresses. */
function decorateAddresses(fastify: FastifyInstance, http: HttpConfig): void {
  const ipOf = addressOf(http);
  fastify.decorateRequest('ip', {
    getter(this: FastifyRequest) {
      return ipOf(this.raw);
    },
  });
}

function rejectAmbiguous(fastify: FastifyInstance, http: HttpConfig): void {
  const { server } = fastify;
  // Node.js silently drops header lines above its limit; one more than allowed lets us reject.
  server.maxHeadersCount = http.headerLineLimit + 1;
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  fastify.addHook('onRequest', ({ raw }, _, done) =>
    done(headerError(raw, http) ?? queryError(raw, http) ?? undefined),
  );
}

function logRequests(fastify: FastifyInstance, log: Log): void {
  const logRequest = requestLog(log);
  fastify.addHook('onResponse', (request, reply, done) => {
    const { id, method, url, ip: address } = request;
    const { tokenClientId: clientId } = request as { tokenClientId?: string };
    const { statusCode: status, elapsedTime: milliseconds } = reply;
    const traceId = traceIdOf(request);
    logRequest({ id, method, url, status, milliseconds, address, clientId, traceId });
    done();
  });
}
