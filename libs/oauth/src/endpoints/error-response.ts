import { Logger } from '@nestjs/common';
import { OAuthError } from '../oauth.error.js';
import type { EndpointAnswer } from './endpoint.js';
import { JSON_HEADERS } from './answers.js';

/** RFC 6749 §5.1, §5.2 */
const HEADERS = { ...JSON_HEADERS, 'cache-control': 'no-store', pragma: 'no-cache' };

/**
 * §5.2 requires the challenge only if the client sent the header; it is sent always, which is
 * simpler.
 */
const CHALLENGE = { 'www-authenticate': 'Basic realm="oauth2-token"' };

/** Descriptions of errors before an endpoint. Those of the framework describe the framework. */
const DESCRIPTIONS: Readonly<Record<number, string>> = {
  404: 'there is nothing at this address',
  413: 'the body is too large',
  415: 'send application/x-www-form-urlencoded or application/json',
};

/**
 * An error response of an OAuth endpoint (RFC 6749 §5.2). `request_id` is there when the log has
 * the cause: the operator finds it by this id with `latchkey why`.
 */
interface ErrorResponse {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body: { error: string; error_description: string; request_id?: string };
}

interface FailedRequest {
  requestId: string;
  /** The largest body of the route, in bytes. */
  bodyLimit?: number;
}

const logger = new Logger('OAuth');

/** Builds the answer to a failed request. Details that only the operator may see are logged. */
export function errorAnswer(error: unknown, request: FailedRequest): EndpointAnswer {
  const { status, headers, body } = describeError(error, request);
  return { status, headers: { ...HEADERS, ...headers }, body: JSON.stringify(body) };
}

/** Describes an error for the caller, and logs what only the operator may see. */
export function describeError(error: unknown, request: FailedRequest): ErrorResponse {
  const { requestId } = request;
  if (error instanceof OAuthError) {
    const { status, code, description, cause } = error;
    const headers = status === 401 ? { ...CHALLENGE, ...error.headers } : error.headers;
    const body = { error: code, error_description: description };
    if (!cause) return { status, headers, body };
    logger.warn({ requestId, error: code, reason: cause });
    return { status, headers, body: { ...body, request_id: requestId } };
  }
  const response = renderRejection(error ?? {}, request);
  if (response) return response;
  logger.error({ requestId, error });
  return { status: 500, body: { error: 'server_error', error_description: 'the server failed' } };
}

/**
 * An error that names its status, recognised by its shape: of the HTTP server and the database
 * (`status`, `description`, `headers`), or of the framework (`statusCode`).
 */
interface Rejection {
  status?: number;
  statusCode?: number;
  description?: string;
  headers?: Readonly<Record<string, string>>;
}

/** Renders a rejection before the endpoint, or 503; null for any other error. */
function renderRejection(rejection: Rejection, request: FailedRequest): ErrorResponse | null {
  const { status = rejection.statusCode ?? 500, headers } = rejection;
  const description = rejection.description ?? describe(status, request);
  if (status < 500) {
    // §5.2 has only 400 for a malformed request, including a wrong media type.
    const isMediaType = rejection.statusCode === 415;
    const body = { error: 'invalid_request', error_description: description };
    return { status: isMediaType ? 400 : status, headers, body };
  }
  if (status !== 503 || rejection.description === undefined) return null;
  // The code is of RFC 6749 §4.1.2.1; the cause was logged already.
  const body = { error: 'temporarily_unavailable', error_description: description };
  return { status, headers, body };
}

/** Describes an error of the framework by its status. */
function describe(status: number, { bodyLimit }: FailedRequest): string {
  if (status === 413 && bodyLimit) return `the body is larger than ${bodyLimit} bytes`;
  return DESCRIPTIONS[status] ?? 'bad request';
}
