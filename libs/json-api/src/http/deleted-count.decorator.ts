import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/**
 * `@DeletedCount()` on a route that returns how many matching resources it has deleted. The answer
 * has no body, and the number is in the header `X-Include-Deleted-Count`. Oro sends that header
 * only for `X-Include: deletedCount`; this server sends it after every deletion by a filter.
 */
export function DeletedCount(): MethodDecorator {
  return UseInterceptors(DeletedCountInterceptor);
}

@Injectable()
class DeletedCountInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<number>): Observable<void> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((count) => void reply.header('x-include-deleted-count', count)));
  }
}
