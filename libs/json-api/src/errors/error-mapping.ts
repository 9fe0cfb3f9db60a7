import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { isLockConflict } from './deadlock-retry.js';
import { type ErrorObject, JsonApiError } from './json-api.error.js';
import { JSON_API_MEDIA_TYPE } from '../negotiation/media-type.js';

/** An error of another library that is meant for clients; `isDescribed` recognises its shape. */
interface DescribedError {
  status: number;
  code: string;
  description: string;
  headers?: Record<string, string>;
  /** JSON Pointer to the part of the document that caused the error. */
  pointer?: string;
}

/** Stable codes; Node's phrases change with its version ("Payload" became "Content Too Large"). */
const PROBLEMS: Record<number, Omit<ErrorObject, 'status'>> = {
  400: { code: 'bad_request', detail: 'the request is malformed' },
  404: { code: 'not_found', detail: 'there is nothing at this address' },
  405: { code: 'method_not_allowed', detail: 'this address does not have this method' },
  408: { code: 'request_timeout', detail: 'the request took too long to arrive' },
  413: { code: 'payload_too_large', detail: 'the request body is too large' },
  414: { code: 'uri_too_long', detail: 'the address, or a part of it, is too long' },
  415: {
    code: 'unsupported_media_type',
    detail: `the Content-Type must be ${JSON_API_MEDIA_TYPE}, with the extension of the address if it has one`,
    source: { header: 'Content-Type' },
  },
  429: { code: 'too_many_requests', detail: 'too many requests; try again later' },
  500: { code: 'internal_error', detail: 'the server failed to answer this request' },
  503: { code: 'service_unavailable', detail: 'the server cannot answer now; try again later' },
};

const MALFORMED_JSON: Omit<ErrorObject, 'status'> = {
  code: 'malformed_json',
  detail: 'the request body is not valid JSON',
};

const UNREADABLE_BODY = new Set(['FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY']);

/** Limits of the request that failed. */
interface RequestLimits {
  /** The maximum size of the body, in bytes. */
  bodyLimit?: number;
}

/**
 * Converts any exception into an error that a client may see.
 *
 * Clients never see the message of an error that is not meant for them. The answer then has only
 * the status of the error, or 500 when it has none.
 */
export function toJsonApiError(
  exception: unknown,
  { bodyLimit }: RequestLimits = {},
): JsonApiError {
  if (exception instanceof JsonApiError) return exception;
  if (isLockConflict(exception)) return lockConflict(exception);
  if (isDescribed(exception)) {
    const { status, code, description: detail, headers, pointer } = exception;
    const source = pointer === undefined ? undefined : { pointer };
    return new JsonApiError({ status, code, detail, source }, { headers, cause: exception });
  }
  const status = statusOf(exception);
  const limit = status === 413 &&
    bodyLimit !== undefined && {
      detail: `the request body must not be larger than ${bodyLimit} bytes`,
    };
  return new JsonApiError(
    { status, ...problem(status, exception), ...limit },
    { cause: exception },
  );
}

/** Returns the error for a lock conflict: nothing was changed, and the client may retry. */
export function lockConflict(cause?: unknown): JsonApiError {
  const detail = 'other requests change the same resources; try again later';
  const headers = { 'Retry-After': '1' };
  return new JsonApiError({ status: 503, code: 'service_unavailable', detail }, { cause, headers });
}

function isDescribed(exception: unknown): exception is DescribedError {
  if (!(exception instanceof Error)) return false;
  const { status, code, description } = exception as Partial<DescribedError>;
  return isErrorStatus(status) && typeof code === 'string' && typeof description === 'string';
}

/** Reads the status of errors from Nest (`getStatus`) and Fastify (`FST_ERR_…`) only. */
function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) return orInternal(exception.getStatus());
  if (!fastifyCode(exception)) return 500;
  return orInternal((exception as { statusCode?: unknown }).statusCode);
}

/** Returns code and detail. Nest wraps Fastify's errors and keeps the original as `cause`. */
function problem(status: number, exception: unknown): Omit<ErrorObject, 'status'> {
  const origin = exception instanceof HttpException ? (exception.cause ?? exception) : exception;
  if (UNREADABLE_BODY.has(fastifyCode(origin))) return MALFORMED_JSON;

  const known = PROBLEMS[status] ?? {
    code: (STATUS_CODES[status] ?? 'error').toLowerCase().replaceAll(/\W+/g, '_'),
    detail: STATUS_CODES[status] ?? 'the request failed',
  };
  const meantForClients =
    exception instanceof HttpException && origin === exception && status < 500 && status !== 404;
  return meantForClients ? { ...known, detail: exception.message } : known;
}

function fastifyCode(exception: unknown): string {
  const code = exception instanceof Error && (exception as { code?: unknown }).code;
  return typeof code === 'string' && code.startsWith('FST_') ? code : '';
}

function isErrorStatus(status: unknown): status is number {
  return Number.isInteger(status) && (status as number) >= 400 && (status as number) < 600;
}

function orInternal(status: unknown): number {
  return isErrorStatus(status) ? status : 500;
}
