import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HttpError } from './http-error.js';
import { requestPath } from './request-path.js';

/**
 * Each protocol of an application renders its own errors, also those that a
 * request meets before it reaches a controller (a body that does not parse, a
 * method that a path does not have). The path decides which protocol it is, in any spelling
 * that the router accepts: a protocol has its path and all paths below that.
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
    // Nobody hears the answer; without this, each upload that somebody breaks
    // off would count as a failure of ours, with its stack in the log.
    const isAborted = raw.destroyed && (!raw.complete || exception === raw.errored);
    filter.catch(
      isAborted ? new HttpError(400, 'request_aborted', 'it ended too soon') : exception,
      host,
    );
  }
}
