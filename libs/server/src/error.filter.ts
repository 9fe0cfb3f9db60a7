import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';

/**
 * Each protocol of an application renders its own errors, also those that a
 * request meets before it reaches a controller (a body that does not parse, a
 * method that a path does not have): the path decides which protocol it is.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  /** The first prefix that fits wins; `/` fits everything. */
  constructor(private readonly filters: readonly [prefix: string, filter: ExceptionFilter][]) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const { url } = host.switchToHttp().getRequest<{ url: string }>();
    const [, filter] = this.filters.find(([prefix]) => url.startsWith(prefix)) ?? [];
    if (!filter) throw exception;
    filter.catch(exception, host);
  }
}
