import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpConfig } from '#config';
import { codingFault } from './ambiguous-requests.js';
import { sizeFault } from './bodies.js';

/** The `Authentication` of an application. */
export const AUTHENTICATION = Symbol('AUTHENTICATION');

/** Authentication of the routes that need a token. */
export interface Authentication {
  isRequired(request: FastifyRequest): boolean;
  /** Throws the refusal of a request without good credentials. */
  authenticate(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/**
 * Looks at a request before its body is read. The credentials come first: a request without good
 * ones gets 401, whatever else is wrong with it, and none of its body is kept in memory.
 */
export function checkBeforeBody(
  fastify: FastifyInstance,
  { authentication, limits }: { authentication: Authentication; limits: HttpConfig },
): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const isProtected = authentication.isRequired(request);
    if (isProtected) {
      await whileReadable(request, async () => authentication.authenticate(request, reply));
    }
    const bytes = isProtected || request.is404 ? 0 : Number(request.headers['content-length'] ?? 0);
    const fault = codingFault(request.raw) ?? sizeFault(bytes, limits);
    if (fault) throw fault;
  });
}

/** Throws after the work when the body became unreadable meanwhile: nothing else listens yet. */
async function whileReadable({ raw }: FastifyRequest, work: () => Promise<void>): Promise<void> {
  let failure: Error | undefined;
  const fail = (error: Error) => void (failure ??= error);
  raw.on('error', fail);
  await work().finally(() => raw.off('error', fail));
  if (failure) throw failure;
}
