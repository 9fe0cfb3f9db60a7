import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { lastValueFrom, type Observable, of } from 'rxjs';
import { JSON_API_OPTIONS, type JsonApiOptions } from '../json-api.options.js';
import type { AddressedRequest } from '../request/resource-attributes.js';

/** A request with the header, before its route runs. */
export interface Intercepted {
  request: AddressedRequest;
  reply: FastifyReply;
  /** The value of the header; several of them are separated by commas. */
  value: string;
  /** Runs the route, and returns its answer. */
  run: () => Promise<unknown>;
}

/** Changes how a route answers requests with a header. Other requests go to the route as usual. */
export abstract class HeaderInterceptor implements NestInterceptor {
  @Inject(JSON_API_OPTIONS) protected readonly options!: JsonApiOptions;

  /** In lower case. */
  protected abstract readonly header: string;

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<AddressedRequest>();
    const header = request.headers[this.header];
    if (header === undefined) return next.handle();
    const value = [header].flat().join(', ');
    const run = async (): Promise<unknown> =>
      lastValueFrom(next.handle(), { defaultValue: undefined });
    return of(await this.answer({ request, reply: http.getResponse<FastifyReply>(), value, run }));
  }

  protected abstract answer(intercepted: Intercepted): Promise<unknown>;
}
