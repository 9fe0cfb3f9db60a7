import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpConfig } from '#config';
import { codingError } from './ambiguous-requests.js';
import { sizeError } from './bodies.js';

/** Injection token of the application's `Authentication`. */
export const AUTHENTICATION = Symbol('AUTHENTICATION');

/** Authenticates requests to routes that need it. */
export interface Authentication {
  isRequired(route: { config?: unknown }): boolean;
  /** @throws an error that rejects a request without valid credentials */
  authenticate(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Returns a name for the caller of an authenticated request; otherwise undefined. */
  callerOf(request: FastifyRequest): string | undefined;
}

/**
 * Checks a request before its body is read, credentials first. A request without valid credentials
 * gets 401 even when it has other errors, and none of its body is kept in memory.
 */
export function checkBeforeBody(
  fastify: FastifyInstance,
  { authentication, limits }: { authentication: Authentication; limits: HttpConfig },
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!authentication.isRequired(request.routeOptions)) {
      const bytes = request.is404 ? 0 : Number(request.headers['content-length'] ?? 0);
      return done(codingError(request.raw) ?? sizeError(bytes, limits) ?? undefined);
    }
    const authenticated = hasBody(request)
      ? whileReadable(request, async () => authentication.authenticate(request, reply))
      : authentication.authenticate(request, reply);
    authenticated.then(() => done(codingError(request.raw) ?? undefined), done);
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** Keeps a body error during the check and throws it afterwards; nothing else listens yet. */
async function whileReadable({ raw }: FastifyRequest, work: () => Promise<void>): Promise<void> {
  let failure: Error | undefined;
  const fail = (error: Error) => void (failure ??= error);
  raw.on('error', fail);
  await work().finally(() => raw.off('error', fail));
  if (failure) throw failure;
}
