import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HttpError } from './http-error.js';

/**
 * Passes each error of the API to its filter, also errors before a controller (a malformed body, an
 * unsupported method), and marks those of aborted uploads. Endpoints of other protocols have an
 * error handler of their own.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly filter: ExceptionFilter) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const { raw } = host.switchToHttp().getRequest<FastifyRequest>();
    // The client of an aborted upload reads no response. Without this, each such upload would
    // count as a server error, with its stack in the log.
    const isAborted = raw.destroyed && (!raw.complete || exception === raw.errored);
    this.filter.catch(
      isAborted
        ? new HttpError(400, 'request_aborted', 'the request ended before its body was complete')
        : exception,
      host,
    );
  }
}
