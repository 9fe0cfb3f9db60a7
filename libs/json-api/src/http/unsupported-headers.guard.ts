import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { JsonApiError } from '../errors/json-api.error.js';

/** Marks routes for which `@Conditional` and `@Idempotent` implement these headers. */
export const TakesIfMatch = Reflector.createDecorator<true>();
export const TakesIdempotencyKey = Reflector.createDecorator<true>();

/** Other methods are idempotent (RFC 9110 §9.2.2), so a key would change nothing. */
const NOT_IDEMPOTENT = new Set(['POST', 'PATCH']);

/**
 * Rejects headers that make a request safe on routes that do not implement them, because the client
 * relies on them.
 *
 * `If-Unmodified-Since` and `If-Modified-Since` are ignored, as RFC 9110 §13.1.3 and §13.1.4
 * require for resources without Last-Modified.
 */
@Injectable()
export class UnsupportedHeadersGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const route = context.getHandler();
    const isFetch = method === 'GET' || method === 'HEAD';

    if (headers['if-match'] !== undefined && !this.reflector.get(TakesIfMatch, route)) {
      throw unsupportedPrecondition('If-Match', 'If-Match is not supported for this request');
    }
    if (headers['if-none-match'] !== undefined && !isFetch) {
      throw unsupportedPrecondition(
        'If-None-Match',
        'If-None-Match is supported for GET and HEAD only',
      );
    }
    const hasKey = headers['idempotency-key'] !== undefined && NOT_IDEMPOTENT.has(method);
    if (hasKey && !this.reflector.get(TakesIdempotencyKey, route)) {
      throw new JsonApiError({
        status: 400,
        code: 'idempotency_not_supported',
        detail: 'Idempotency-Key is not supported here: the answer to this request is not stored',
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
