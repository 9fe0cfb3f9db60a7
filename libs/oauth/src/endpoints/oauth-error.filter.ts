import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OAuthError } from '../oauth.error.js';

/** An error of the token endpoint on the wire (RFC 6749 §5.2), its status and its headers. */
export interface ErrorResponse {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body: { error: string; error_description: string; request_id?: string };
}

/** §5.2 requires the challenge for a caller that used the header; always is one branch fewer. */
const CHALLENGE = { 'WWW-Authenticate': 'Basic realm="oauth2-token"' };

/** Renders every failure at an OAuth endpoint as RFC 6749 §5.2 has it. */
@Catch()
export class OAuthErrorFilter implements ExceptionFilter {
  /** Errors of this path and all paths below have this form. */
  static readonly path = '/oauth2-token';

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { id } = http.getRequest<FastifyRequest>();
    const { status, headers, body } = renderOAuthError(exception, id);
    void http
      .getResponse<FastifyReply>()
      .status(status)
      .headers({ 'Cache-Control': 'no-store', Pragma: 'no-cache', ...headers })
      .send(body);
  }
}

const logger = new Logger('OAuth');

/** The answer to a request that has failed; what nobody but the operator may know goes into the log. */
export function renderOAuthError(exception: unknown, requestId: string): ErrorResponse {
  if (exception instanceof OAuthError) {
    const { status, code, description, cause } = exception;
    const body = { error: code, error_description: description };
    if (!cause) return { status, headers: headersOf(exception), body };
    logger.warn({ requestId, error: code, reason: cause });
    // There is more to know than the caller is told: `latchkey why` tells the operator by this.
    return { status, headers: headersOf(exception), body: { ...body, request_id: requestId } };
  }
  const refusal = readRefusal(exception) ?? readAbsence(exception);
  if (refusal) return refusal;
  logger.error({ requestId, error: exception });
  return { status: 500, body: { error: 'server_error', error_description: 'the server failed' } };
}

function headersOf({ status, headers }: OAuthError): Readonly<Record<string, string>> {
  return status === 401 ? { ...CHALLENGE, ...headers } : headers;
}

/** What the framework or a body parser refused before any of our code ran. */
function readRefusal(exception: unknown): ErrorResponse | null {
  if (exception instanceof HttpException && exception.getStatus() < 500) {
    const status = exception.getStatus();
    // §5.2 knows 400 for a request that is malformed in any way, its media type included.
    return invalidRequest(status === 415 ? 400 : status, DESCRIPTIONS[status] ?? 'bad request');
  }
  const { status, description, headers } = (exception ?? {}) as Partial<Refusal>;
  if (typeof status !== 'number' || status >= 500 || !description) return null;
  return { ...invalidRequest(status, description), headers };
}

/** The code of RFC 6749 §4.1.2.1, which has one for this; whoever is away has said so in the log. */
function readAbsence(exception: unknown): ErrorResponse | null {
  const { status, description, headers } = (exception ?? {}) as Partial<Refusal>;
  if (status !== 503 || !description) return null;
  const body = { error: 'temporarily_unavailable', error_description: description };
  return { status, headers, body };
}

/** Known by its shape: whoever throws it is not of this lib. */
interface Refusal {
  status: number;
  description: string;
  headers: Readonly<Record<string, string>>;
}

function invalidRequest(status: number, description: string): ErrorResponse {
  return { status, body: { error: 'invalid_request', error_description: description } };
}

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  404: 'there is nothing at this address',
  413: 'the request is too large',
  415: 'send application/x-www-form-urlencoded or application/json',
};
