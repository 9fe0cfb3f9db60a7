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

/** The part of an answer that an error is made from. */
interface Failure {
  method: string;
  url: string;
  status: number;
  headers: Headers;
  body: string;
}

/** The body of an error of the token endpoint (RFC 6749 §5.2). */
interface TokenError {
  error?: string;
  error_description?: string;
  request_id?: string;
}

/** The server answered with an error. `code` is stable; docs/errors.md lists all codes. */
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

  constructor({ method, url, status, headers, body }: Failure) {
    const document = read(body);
    const errors = Array.isArray(document.errors) ? document.errors : [];
    const [first] = errors;
    const code = first?.code ?? document.error ?? 'http_error';
    const detail = first?.detail ?? document.error_description;
    const requestId = headers.get('X-Request-Id') ?? first?.id ?? document.request_id;
    const request = `${method} ${new URL(url).pathname}`;
    super(
      `${request}: ${status} ${code}${detail ? `: ${detail}` : ''}` +
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

/** Returns an empty object for a body of another server, such as the page of a proxy. */
function read(body: string): TokenError & { errors?: ErrorObject[] } {
  try {
    return (JSON.parse(body) as TokenError | null) ?? {};
  } catch {
    return {};
  }
}

/** Reads seconds or a date (RFC 9110 §10.2.3). */
function retryAfterOf(headers: Headers): number | undefined {
  const text = headers.get('Retry-After');
  if (text === null) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
