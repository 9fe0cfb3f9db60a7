import {
  applyDecorators,
  type CallHandler,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseFilters,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Answer } from '../pages/pages.js';
import { field, setHead, type Visit, visitOf } from '../pages/visit.js';
import { PageErrorFilter } from './page-error.filter.js';
import { SameOriginGuard } from './same-origin.guard.js';

/** Sends the `Answer` of a handler with its status, headers and cookies. */
@Injectable()
class AnswerInterceptor implements NestInterceptor<Answer, string> {
  intercept(context: ExecutionContext, next: CallHandler<Answer>): Observable<string> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((answer) => setHead(reply, answer).body));
  }
}

/**
 * A controller of pages. Its handlers return an `Answer`. A form of another site is rejected, and a
 * person sees an error as a page.
 */
export function PageController(path = ''): ClassDecorator {
  return applyDecorators(
    Controller(path),
    UseGuards(SameOriginGuard),
    UseFilters(PageErrorFilter),
    UseInterceptors(AnswerInterceptor),
  );
}

/** `@CurrentVisit() visit: Visit`, the request that a handler answers. */
export const CurrentVisit = createParamDecorator((_: unknown, context: ExecutionContext): Visit =>
  visitOf(requestOf(context)),
);

/**
 * `@Field('name') name = ''`, a field of the form, or of the query of a page without a form. A field
 * that is missing, repeated, or no text is undefined.
 */
export const Field = createParamDecorator((name: string, context: ExecutionContext) => {
  const { method, body, query } = requestOf(context);
  return field(method === 'POST' ? body : query, name);
});

function requestOf(context: ExecutionContext): FastifyRequest {
  return context.switchToHttp().getRequest<FastifyRequest>();
}
