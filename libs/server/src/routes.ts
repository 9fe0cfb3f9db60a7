import type { FastifyInstance } from 'fastify';
import { HttpError } from './http-error.js';
import { answerPreflight } from './public-documents.js';
import { rawPath, requestPath } from './request-path.js';

/** The order of methods in `Allow`. It does not depend on the order of registration. */
const ORDER = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

const NOTHING = 'there is nothing at this address';

/** The methods of each path, collected as the routes are registered. */
export class Routes {
  readonly #methods = new Map<string, { segments: string[]; methods: Set<string> }>();

  constructor(fastify: FastifyInstance) {
    fastify.addHook('onRoute', ({ url, method }) => {
      const route = this.#methods.get(url) ?? { segments: url.split('/'), methods: new Set() };
      for (const name of [method].flat()) route.methods.add(name);
      this.#methods.set(url, route);
    });
  }

  /** Lists methods as in an `Allow` header (RFC 9110 §10.2.1); empty for an unknown path. */
  allow(url: string): string {
    const path = requestPath(url).split('/');
    const routes = [...this.#methods.values()].filter(({ segments }) => fits(path, segments));
    const methods = new Set(routes.flatMap((route) => ['OPTIONS', ...route.methods]));
    return methods.size === 0 ? '' : ORDER.filter((method) => methods.has(method)).join(', ');
  }

  /** True for an unknown path that is known without its trailing slash. */
  hasWithoutSlash(url: string): boolean {
    if (!rawPath(url).endsWith('/')) return false;
    const path = requestPath(url);
    return this.allow(path) === '' && this.allow(path.slice(0, -1)) !== '';
  }

  /** Returns what leads from a path to its documentation: `/docs` after `/api`; empty for others. */
  docsBelow(url: string): string {
    const path = requestPath(url);
    const rest = path.endsWith('/') ? 'docs' : '/docs';
    return this.#methods.has(path + rest) ? rest : '';
  }
}

function fits(path: readonly string[], segments: readonly string[]): boolean {
  // `/*` is the route with which CORS answers every OPTIONS request.
  if (segments.length > 2 && segments.at(-1) === '*') {
    return fits(path.slice(0, segments.length - 1), segments.slice(0, -1));
  }
  if (path.length !== segments.length) return false;
  return segments.every((name, at) => (name.startsWith(':') ? path[at] !== '' : path[at] === name));
}

/**
 * Answers requests without a route, before their bodies are read. An unknown path is 404. An
 * unsupported method of a known path is 405 with `Allow`; OPTIONS lists the methods.
 */
export function answerUnrouted(fastify: FastifyInstance, routes: Routes): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    // Before the router, which accepts an empty segment as the `:id` of a path.
    if (routes.hasWithoutSlash(request.url)) {
      const description = `${NOTHING}; remove the slash at its end`;
      return done(new HttpError(404, 'not_found', description));
    }
    // With CORS, a route of its plugin matches every OPTIONS request.
    if (!request.is404 && request.method !== 'OPTIONS') return done();
    const allow = routes.allow(request.url);
    if (allow === '') {
      const docs = routes.docsBelow(request.url);
      const hint = docs && `; add ${docs} to it for the documentation`;
      return done(new HttpError(404, 'not_found', NOTHING + hint));
    }
    if (request.method === 'OPTIONS') {
      answerPreflight(reply, request.url, allow);
      return void reply.status(200).header('Allow', allow).send();
    }
    const description = `${request.method} is not allowed here; allowed: ${allow}`;
    return done(new HttpError(405, 'method_not_allowed', description, { Allow: allow }));
  });
}
