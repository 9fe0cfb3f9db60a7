import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { JsonApiError } from '../errors/json-api.error.js';

/** Routes that `@Conditional` and `@Idempotent` have taken over the header for. */
export const TakesIfMatch = Reflector.createDecorator<true>();
export const TakesIdempotencyKey = Reflector.createDecorator<true>();

/** The others can be sent twice as they are (RFC 9110 §9.2.2), so a key changes nothing. */
const NOT_IDEMPOTENT = new Set(['POST', 'PATCH']);

/**
 * Refuses the headers by which a client makes a request safe, where nothing heeds
 * them: whoever sends one relies on it.
 *
 * `If-Unmodified-Since` and `If-Modified-Since` are ignored, as RFC 9110 §13.1.3
 * and §13.1.4 want of what has no Last-Modified.
 */
@Injectable()
export class UnsupportedHeadersGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const route = context.getHandler();
    const isFetch = method === 'GET' || method === 'HEAD';

    if (headers['if-match'] !== undefined && !this.reflector.get(TakesIfMatch, route)) {
      throw unsupportedPrecondition('If-Match', 'there is no precondition for this request');
    }
    if (headers['if-none-match'] !== undefined && !isFetch) {
      throw unsupportedPrecondition('If-None-Match', 'this is for GET and HEAD');
    }
    const hasKey = headers['idempotency-key'] !== undefined && NOT_IDEMPOTENT.has(method);
    if (hasKey && !this.reflector.get(TakesIdempotencyKey, route)) {
      throw new JsonApiError({
        status: 400,
        code: 'idempotency_not_supported',
        detail: 'the answer to this request is not stored, so a key would not make it safe',
        source: { header: 'Idempotency-Key' },
      });
    }
    return true;
  }
}

function unsupportedPrecondition(header: string, detail: string): JsonApiError {
  return new JsonApiError({
    status: 400,
    code: 'precondition_not_supported',
    detail,
    source: { header },
  });
}
