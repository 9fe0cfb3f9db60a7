import { context, type Context, type Span, SpanKind, trace } from '@opentelemetry/api';
import { fail, receivedContext, tracer } from './spans.js';

/** A received request, by the names of OpenTelemetry's conventions for HTTP. */
export interface TracedRequest {
  /** A short list of methods; `_OTHER` for the rest. */
  method: string;
  /** The pattern of the path, such as `/api/users/:id`; empty for an unknown path. */
  route: string;
  requestId: string;
  headers: Readonly<Record<string, unknown>>;
}

/**
 * The span of a received request. It has neither the path, which may have ids of people and secrets,
 * nor addresses: the request id leads to the line of the log, which has the path.
 */
export class RequestSpan {
  readonly #span: Span;
  readonly #context: Context;

  constructor({ method, route, requestId, headers }: TracedRequest) {
    const parent = receivedContext(headers);
    const name = `${method === '_OTHER' ? 'HTTP' : method} ${route}`.trimEnd();
    const attributes = {
      'http.request.method': method,
      'url.scheme': 'http',
      ...(route && { 'http.route': route }),
      'latchkey.request_id': requestId,
    };
    this.#span = tracer().startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
    this.#context = trace.setSpan(parent, this.#span);
  }

  /** Also of a trace that is not recorded here: the caller may record it. */
  get traceId(): string {
    return this.#span.spanContext().traceId;
  }

  /** Runs a part of the request, whose spans are then parts of this one. */
  run(work: () => void): void {
    context.with(this.#context, work);
  }

  /** `clientId` is that of a verified token. */
  end(status: number, clientId?: string): void {
    if (clientId !== undefined) this.#span.setAttribute('latchkey.client_id', clientId);
    this.#span.setAttribute('http.response.status_code', status);
    if (status >= 500) fail(this.#span, String(status));
    this.#span.end();
  }
}
