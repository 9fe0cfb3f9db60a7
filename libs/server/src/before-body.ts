import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { codingFault } from './ambiguous-requests.js';

/** The `Authentication` of an application. */
export const AUTHENTICATION = Symbol('AUTHENTICATION');

/** Who calls, for the routes that need to know. */
export interface Authentication {
  isRequired(request: FastifyRequest): boolean;
  /** Throws the refusal of a request without good credentials. */
  authenticate(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/**
 * Looks at a request before its body is read. The credentials come first: a request without good
 * ones gets 401, whatever else is wrong with it, and none of its body is kept in memory.
 */
export function checkBeforeBody(fastify: FastifyInstance, authentication: Authentication): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (authentication.isRequired(request)) {
      await whileReadable(request, async () => authentication.authenticate(request, reply));
    }
    const fault = codingFault(request.raw);
    if (fault) throw fault;
  });
}

/** What makes the body unreadable meanwhile is thrown afterwards: nothing else is listening yet. */
async function whileReadable({ raw }: FastifyRequest, work: () => Promise<void>): Promise<void> {
  let failure: Error | undefined;
  const fail = (error: Error) => void (failure ??= error);
  raw.on('error', fail);
  await work().finally(() => raw.off('error', fail));
  if (failure) throw failure;
}
