import type { FastifyInstance, FastifyReply, onRequestHookHandler } from 'fastify';
import { requestPath } from './request-path.js';

/** The protocol's documents and the description of the API, which hold nothing secret. */
const PUBLIC = /^\/(?:\.well-known\/|api\/openapi\.json$)/;

/** Headers that a page may read and send, besides those that every page may (Fetch §2.2.2). */
const READABLE = 'ETag, Retry-After';
const SENDABLE = 'Content-Type, If-None-Match, Cache-Control';

/** Seconds that a browser may cache the preflight answer. The methods never change. */
const MAX_AGE = 86_400;

/**
 * Lets pages of every origin read the public documents, with any settings of CORS. A page verifies
 * tokens or shows the API with them. No other route gets a header or a hook from this.
 */
export function openPublicDocuments(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (!PUBLIC.test(route.url)) return;
    const hooks = [route.onRequest ?? []].flat();
    if (!hooks.includes(allowEveryOrigin)) route.onRequest = [...hooks, allowEveryOrigin];
  });
}

// After the hook of the CORS plugin, whose `Access-Control-Allow-Origin` is for one origin.
const allowEveryOrigin: onRequestHookHandler = (_request, reply, done) => {
  reply.header('Access-Control-Allow-Origin', '*');
  reply.header('Access-Control-Expose-Headers', READABLE);
  done();
};

/** Adds the headers of a preflight answer (Fetch §4.9) if the address is a public document. */
export function answerPreflight(reply: FastifyReply, url: string, methods: string): void {
  if (!PUBLIC.test(requestPath(url))) return;
  reply.headers({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': SENDABLE,
    'Access-Control-Max-Age': MAX_AGE,
  });
}
