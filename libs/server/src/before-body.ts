import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HttpConfig } from '#config';
import { inSpan } from '#telemetry';
import { codingError } from './ambiguous-requests.js';
import type { Authentication } from './authentication.js';
import { HttpError } from './http-error.js';

/**
 * Checks a request before its body is read, credentials first. A request without valid credentials
 * gets 401 even when it has other errors, and none of its body is kept in memory. Callers without
 * credentials can send bodies only to routes that need none, so these have the lower limit.
 */
export function checkBeforeBody(
  fastify: FastifyInstance,
  { authentication, limits }: { authentication: Authentication; limits: HttpConfig },
): void {
  fastify.addHook('onRoute', (route) => {
    if (!authentication.isRequired(route)) route.bodyLimit = limits.oauthBodyLimit;
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!authentication.isRequired(request.routeOptions)) {
      return done(codingError(request.raw) ?? sizeError(request, limits) ?? undefined);
    }
    const authenticate = () => authentication.authenticate(request, reply);
    const authenticated = inSpan({ name: 'authenticate' }, () =>
      hasBody(request) ? whileReadable(request, authenticate) : authenticate(),
    );
    authenticated.then(() => done(codingError(request.raw) ?? undefined), done);
  });
}

/**
 * Returns an error for a length above the limit; otherwise null. Fastify would close
 * the connection, and a client that is still sending might not read the answer.
 */
function sizeError({ headers }: FastifyRequest, { oauthBodyLimit }: HttpConfig): HttpError | null {
  if (Number(headers['content-length'] ?? 0) <= oauthBodyLimit) return null;
  const description = `the body is larger than ${oauthBodyLimit} bytes`;
  return new HttpError(413, 'payload_too_large', description);
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
