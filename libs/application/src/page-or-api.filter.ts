import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isPagePath } from '#sign-in';

/** Renders errors at the pages for people as pages, and all others as the API does. */
export class PageOrApiErrorFilter implements ExceptionFilter {
  constructor(
    private readonly pages: ExceptionFilter,
    private readonly api: ExceptionFilter,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const { url } = host.switchToHttp().getRequest<FastifyRequest>();
    const filter = isPagePath(url) ? this.pages : this.api;
    filter.catch(exception, host);
  }
}
