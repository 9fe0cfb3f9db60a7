import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  Inject,
  Logger,
  Optional,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existingPointer } from '../errors/json-pointer.js';
import { toJsonApiError } from '../errors/error-mapping.js';
import { asJsonApi } from './reply.js';
import type { ErrorObject } from '../errors/json-api.error.js';

/** Injection token of an `ErrorListener`, which the application may provide. */
export const ERROR_LISTENER = Symbol('ERROR_LISTENER');

/** Called with each failed request and the first error of its answer. It never throws. */
export type ErrorListener = (failure: {
  request: FastifyRequest;
  exception: unknown;
  status: number;
  code: string;
  detail: string;
}) => void;

/**
 * Renders every exception as an errors document (jsonapi.org 1.1, "Errors").
 *
 * `@JsonApi()` applies it to its controllers. Make it the application's global filter too, for
 * requests that reach no controller: unknown routes, unreadable bodies.
 */
@Catch()
export class JsonApiErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(JsonApiErrorFilter.name);

  constructor(
    @Optional() @Inject(ERROR_LISTENER) private readonly listener: ErrorListener | null = null,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const { id, body, routeOptions } = request;
    const reply = http.getResponse<FastifyReply>();
    const { status, headers, errors } = toJsonApiError(exception, routeOptions);

    // A 503 is an expected state, so a stack trace would not help.
    if (status >= 500 && status !== 503) this.log(exception, id);
    if (status === 503) this.logger.warn({ requestId: id, msg: messageOf(exception) });
    if (reply.sent) return;
    const { code, detail } = errors[0]!;
    this.listener?.({ request, exception, status, code, detail });

    void asJsonApi(reply)
      .status(status)
      .headers(headers)
      .send({
        jsonapi: { version: '1.1' },
        errors: errors.map((error) => render(error, id, body)),
      });
  }

  /** Logs the stack only: other members of a database error contain the statement's parameters. */
  private log(exception: unknown, requestId: string): void {
    const stack = exception instanceof Error ? exception.stack : undefined;
    this.logger.error({ requestId, msg: messageOf(exception), stack });
  }
}

function messageOf(exception: unknown): string {
  return exception instanceof Error ? exception.message : String(exception);
}

/** Renders an error. `id` is that of the request, so that a client's report leads to the log. */
function render({ status, source, ...error }: ErrorObject, id: string, body: unknown) {
  const { links, code, detail, meta } = error;
  return {
    id,
    links,
    status: String(status),
    code,
    title: titleOf(code),
    detail,
    source: existingSource(source, body),
    meta,
  };
}

function existingSource(source: ErrorObject['source'], body: unknown): ErrorObject['source'] {
  if (!source || !('pointer' in source) || body === undefined) return source;
  return { pointer: existingPointer(source.pointer, body) };
}

/** Returns "Not found" for `not_found`: the title must not vary between occurrences. */
function titleOf(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');
}
