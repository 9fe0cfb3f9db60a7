import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  Injectable,
  Logger,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignInAuthorizationPages } from '../pages/authorization-pages.js';
import type { Messages } from '../pages/messages/en.js';
import { PageRedirection, PageRejection } from '../pages/page-rejection.js';
import { Pages } from '../pages/pages.js';
import { setHead } from '../pages/visit.js';

/** Seconds after which a browser may try again while the server is busy. */
const RETRY_AFTER = '5';

interface Failure {
  status: number;
  code: string;
  text: keyof Messages;
  headers?: Readonly<Record<string, string>>;
}

/** Renders the errors of pages for people, in their language. */
@Catch()
@Injectable()
export class PageErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger('SignIn');

  constructor(
    private readonly errors: SignInAuthorizationPages,
    private readonly pages: Pages,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { id: requestId, headers } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (exception instanceof PageRedirection) {
      const answer = this.pages.redirectTo(exception.path);
      void reply.send(setHead(reply, answer).body);
      return;
    }
    const { status, code, text, headers: added } = failureOf(exception);
    if (status >= 500) this.#log(exception, status, requestId);
    if (reply.sent) return;
    void reply.headers(added ?? {});
    const answer = this.errors.failure({ status, code, text, requestId }, headers);
    void reply.send(setHead(reply, answer).body);
  }

  /** Logs the stack only: other members of a database error contain the statement's parameters. */
  #log(exception: unknown, status: number, requestId: string): void {
    const { message, stack } =
      exception instanceof Error ? exception : new Error(String(exception));
    if (status === 503) this.#logger.warn({ requestId, msg: message });
    else this.#logger.error({ requestId, msg: message, stack });
  }
}

/** Errors of other parts are recognized by their members: status, code and headers. */
function failureOf(exception: unknown): Failure {
  if (exception instanceof PageRejection) return exception;
  const { status, code, headers } = exception as {
    status?: unknown;
    code?: unknown;
    headers?: Record<string, string>;
  };
  if (status === 503) {
    return {
      status,
      code: 'temporarily_unavailable',
      text: 'busy',
      headers: { 'Retry-After': RETRY_AFTER },
    };
  }
  if (status === 404) return { status, code: 'not_found', text: 'notFound' };
  if (typeof status !== 'number' || status < 400 || status >= 500) {
    return { status: 500, code: 'internal_server_error', text: 'failed' };
  }
  return {
    status,
    code: typeof code === 'string' ? code : 'bad_request',
    text: status === 429 ? 'busy' : 'badRequest',
    headers,
  };
}
