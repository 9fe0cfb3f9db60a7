import type { OutgoingRequest } from './outgoing-request.js';

/** One error of an answer (jsonapi.org 1.1, "Error Objects"). */
export interface ErrorObject {
  id?: string;
  status?: string;
  code?: string;
  title?: string;
  detail?: string;
  source?: { pointer?: string; parameter?: string; header?: string };
  links?: Record<string, unknown>;
  meta?: Record<string, unknown>;
}

/** The body of an error of the API, or of the token endpoint (RFC 6749 §5.2). */
interface Problem {
  errors?: ErrorObject[];
  error?: string;
  error_description?: string;
  request_id?: string;
}

/** The answer that an error is made from. */
interface Failure {
  request: OutgoingRequest;
  response: Response;
  problem: Problem;
}

/** The server answered with an error, or with a success that the client cannot use. `code` is stable; docs/errors.md lists all codes. */
export class ApiError extends Error {
  readonly status: number;

  /** The code of the first error, such as `already_exists`; `http_error` when there is none. */
  readonly code: string;

  /** The place in the document that caused the first error, such as `/data/attributes/email`. */
  readonly pointer?: string;

  /** The query parameter that caused the first error. */
  readonly parameter?: string;

  /** The id of the request, by which the operator finds it in the log. */
  readonly requestId?: string;

  /** All errors of the answer; empty for an answer of the token endpoint. */
  readonly errors: readonly ErrorObject[];

  /** Seconds after which the server wants to see the request again. */
  readonly retryAfter?: number;

  constructor({ request, response: { status, headers }, problem }: Failure) {
    const hide = hiding(request);
    const errors = Array.isArray(problem.errors) ? problem.errors : [];
    const [first] = errors;
    const code = first?.code ?? problem.error ?? 'http_error';
    const detail = first?.detail ?? problem.error_description;
    const id = headers.get('X-Request-Id');
    const requestId = id === null ? (first?.id ?? problem.request_id) : hide(id);
    super(
      `${request.method} ${new URL(request.url).pathname}: ${status} ${code}` +
        (detail ? `: ${detail}` : '') +
        (requestId === undefined ? '' : ` (request ${requestId})`),
    );
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.pointer = first?.source?.pointer;
    this.parameter = first?.source?.parameter;
    this.requestId = requestId;
    this.errors = errors;
    this.retryAfter = retryAfterOf(headers);
  }
}

/**
 * Returns a function that removes the credential of a request from a text of the answer, which may
 * repeat the request, for example in the error of a proxy.
 */
export function hiding({ credential }: OutgoingRequest): (text: string) => string {
  if (!credential) return (text) => text;
  const inForm = new URLSearchParams({ '': credential }).toString().slice(1);
  const forms = [credential, encodeURIComponent(credential), inForm];
  return (text) => forms.reduce((shown, each) => shown.replaceAll(each, '[redacted]'), text);
}

/**
 * Reads the body of an error, without the credential of the request. Returns an empty object for a
 * body that is not JSON, such as the page of a proxy.
 */
export function readProblem(body: string, request: OutgoingRequest): Problem {
  const hide = hiding(request);
  const redact = (_: string, value: unknown): unknown => {
    if (typeof value === 'string') return hide(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, of]) => [hide(name), of]));
  };
  try {
    return (JSON.parse(body, redact) as Problem | null) ?? {};
  } catch {
    return {};
  }
}

/** Returns the error for a success that the client cannot use. */
export function invalidResponse(
  request: OutgoingRequest,
  response: Response,
  detail: string,
): ApiError {
  const { origin } = new URL(request.url);
  const error_description = `${origin} answered ${hiding(request)(detail)}`;
  return new ApiError({
    request,
    response,
    problem: { error: 'invalid_response', error_description },
  });
}

/** Reads seconds or a date (RFC 9110 §10.2.3). */
function retryAfterOf(headers: Headers): number | undefined {
  const text = headers.get('Retry-After');
  if (text === null) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
