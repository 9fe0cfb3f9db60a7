import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HttpError } from './http-error.js';
import { requestPath } from './request-path.js';

/**
 * Passes each error to the filter of its protocol, also errors before a controller (a malformed
 * body, an unsupported method). The path decides the protocol, in any spelling that the router
 * accepts: a protocol has its path and all paths below it.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly byPath: Readonly<Record<string, ExceptionFilter>>,
    private readonly others: ExceptionFilter,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const { url, raw } = host.switchToHttp().getRequest<FastifyRequest>();
    const path = `${requestPath(url)}/`;
    const protocol = Object.keys(this.byPath).find((base) => path.startsWith(`${base}/`));
    const filter = protocol === undefined ? this.others : this.byPath[protocol]!;
    // The client of an aborted upload reads no response. Without this, each such upload would
    // count as a server error, with its stack in the log.
    const isAborted = raw.destroyed && (!raw.complete || exception === raw.errored);
    filter.catch(
      isAborted
        ? new HttpError(400, 'request_aborted', 'the request ended before its body was complete')
        : exception,
      host,
    );
  }
}
