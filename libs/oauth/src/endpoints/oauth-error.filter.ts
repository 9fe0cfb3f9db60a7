import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OAuthError } from '../oauth.error.js';

/** An error response of an OAuth endpoint (RFC 6749 §5.2). */
export interface ErrorResponse {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body: { error: string; error_description: string; request_id?: string };
}

/**
 * §5.2 requires the challenge only if the client sent the header; it is sent always, which is
 * simpler.
 */
const CHALLENGE = { 'WWW-Authenticate': 'Basic realm="oauth2-token"' };

/** Renders every error of the OAuth endpoints in the format of RFC 6749 §5.2. */
@Catch()
export class OAuthErrorFilter implements ExceptionFilter {
  /** The filter applies to this path and to all paths below it. */
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

/**
 * Builds the response to a failed request. Details that only the operator may see go into the log.
 */
export function renderOAuthError(exception: unknown, requestId: string): ErrorResponse {
  if (exception instanceof OAuthError) {
    const { status, code, description, cause } = exception;
    const body = { error: code, error_description: description };
    if (!cause) return { status, headers: headersOf(exception), body };
    logger.warn({ requestId, error: code, reason: cause });
    // The caller does not get the cause. The operator finds it by this id with `latchkey why`.
    return { status, headers: headersOf(exception), body: { ...body, request_id: requestId } };
  }
  const response = readClientError(exception) ?? readUnavailability(exception);
  if (response) return response;
  logger.error({ requestId, error: exception });
  return { status: 500, body: { error: 'server_error', error_description: 'the server failed' } };
}

function headersOf({ status, headers }: OAuthError): Readonly<Record<string, string>> {
  return status === 401 ? { ...CHALLENGE, ...headers } : headers;
}

/**
 * Reads an error of the framework or of a body parser, which rejected the request before a
 * controller ran.
 */
function readClientError(exception: unknown): ErrorResponse | null {
  if (exception instanceof HttpException && exception.getStatus() < 500) {
    const status = exception.getStatus();
    // §5.2 has only 400 for a malformed request, including a wrong media type.
    return invalidRequest(status === 415 ? 400 : status, DESCRIPTIONS[status] ?? 'bad request');
  }
  const { status, description, headers } = (exception ?? {}) as Partial<DescribedError>;
  if (typeof status !== 'number' || status >= 500 || !description) return null;
  return { ...invalidRequest(status, description), headers };
}

/**
 * Reads an error with status 503. The code is that of RFC 6749 §4.1.2.1; the cause was logged
 * already.
 */
function readUnavailability(exception: unknown): ErrorResponse | null {
  const { status, description, headers } = (exception ?? {}) as Partial<DescribedError>;
  if (status !== 503 || !description) return null;
  const body = { error: 'temporarily_unavailable', error_description: description };
  return { status, headers, body };
}

/** An error of another lib with a status and a description, recognised by its shape. */
interface DescribedError {
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
