import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  UseGuards,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { describingRoute } from '../route-description.js';
import { QueryParameters } from './query-parameters.js';
import { QueryString } from './query-string.js';

const WITHOUT_QUERY: CanActivate = {
  canActivate(context: ExecutionContext): boolean {
    const { url } = context.switchToHttp().getRequest<FastifyRequest>();
    new QueryParameters(QueryString.of(url)).finish([]);
    return true;
  },
};

/** `@WithoutQuery()` on a route without query parameters, such as a to-one relationship. */
export function WithoutQuery(): MethodDecorator {
  return applyDecorators(UseGuards(WITHOUT_QUERY), describingRoute({}));
}
