import type { FastifyReply, FastifyRequest } from 'fastify';

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
