import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { wishesOf } from './wishes.js';

/**
 * `@DeletedCount()` on a route that returns how many it has deleted: the header
 * `X-Include-Deleted-Count` for who asks by `X-Include: deletedCount`, and no body.
 */
export function DeletedCount(): MethodDecorator {
  return UseInterceptors(DeletedCountInterceptor);
}

@Injectable()
class DeletedCountInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<number>): Observable<void> {
    const http = context.switchToHttp();
    const isWanted = wishesOf(http.getRequest()).has('deletedCount');
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      map((count) => {
        if (isWanted) reply.header('x-include-deleted-count', count);
      }),
    );
  }
}
