import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { besidePath } from './request-path.js';

interface Rejection {
  /** The request target as it was sent. */
  target: string;
  error: Error;
}

/**
 * Answers requests that the router rejects, such as those with a malformed address. Fastify runs no
 * hook for them. So each is routed again by an address beside its own, which the router can read,
 * and a hook rejects it: the answer has the form of its protocol and all headers, and it appears in
 * the log and the metrics.
 */
export class UnroutableRequests {
  readonly #rejections = new WeakMap<IncomingMessage, Rejection>();

  constructor(private readonly fastify: FastifyInstance) {
    fastify.addHook('onRequest', ({ raw }, _, done) => {
      const rejection = this.#rejections.get(raw);
      if (!rejection) return done();
      raw.url = rejection.target;
      return done(rejection.error);
    });
  }

  answer(error: Error, request: IncomingMessage, response: ServerResponse): void {
    const target = request.url ?? '';
    this.#rejections.set(request, { target, error });
    request.url = besidePath(target);
    this.fastify.routing(request, response);
  }
}
