import {
  type Attributes,
  context,
  type Context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';

/** The instrumentation scope of all spans. */
const SCOPE = 'latchkey';

/** The headers of W3C Trace Context. Baggage is not read: callers may write anything into it. */
const TRACE_HEADERS = ['traceparent', 'tracestate'] as const;

/** The parts of a span that the code sets. No attribute has a secret, a token or personal data. */
export interface SpanOptions {
  name: string;
  attributes?: Attributes;
  /** `client` for a part that another server does. */
  kind?: 'client';
}

/** Ends a span; with an error, the span has its type and never its message. */
export type EndSpan = (failure?: { type: string }) => void;

/** Returns the span that is recorded at the moment; undefined without an SDK. */
function recording(): Span | undefined {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? span : undefined;
}

/** True while the current request is traced and its span is recorded. */
export function isRecording(): boolean {
  return recording() !== undefined;
}

/**
 * Runs a part of a request in a span of its own. Without a recorded span around it, which is so
 * without an SDK, it only runs the part.
 */
export function inSpan<Result>(options: SpanOptions, work: () => Result): Result {
  if (!recording()) return work();
  const span = start(options);
  return settle(
    () => context.with(trace.setSpan(context.active(), span), work),
    (error) => end(span, error),
  );
}

/** Adds attributes to the span that is recorded at the moment, if there is one. */
export function annotate(attributes: Attributes): void {
  recording()?.setAttributes(attributes);
}

/** Begins a span without running anything in it; undefined without a recorded span around it. */
export function beginSpan(describe: () => SpanOptions): EndSpan | undefined {
  if (!recording()) return undefined;
  const span = start(describe());
  return (failure) => {
    if (failure) fail(span, failure.type);
    span.end();
  };
}

/**
 * Runs a request to another server in a span; `headers` continue the trace there. The span has the
 * host and not the path, which may have a secret.
 */
export async function inOutgoingSpan<Result>(
  { method, url }: { method: string; url: URL },
  work: (headers: Record<string, string>) => Promise<Result>,
): Promise<Result> {
  const attributes = {
    'http.request.method': method,
    'server.address': url.hostname,
    'url.scheme': url.protocol.slice(0, -1),
  };
  const span = start({ name: method, kind: 'client', attributes });
  const traced = trace.setSpan(context.active(), span);
  const carrier: Record<string, string> = {};
  propagation.inject(traced, carrier);
  const { traceparent } = carrier;
  return settle(
    () => context.with(traced, async () => work(traceparent ? { traceparent } : {})),
    (error) => end(span, error),
  );
}

/** Returns the context of a received request: that of its caller, if it has sent one. */
export function receivedContext(headers: Readonly<Record<string, unknown>>): Context {
  const sent = TRACE_HEADERS.filter((name) => typeof headers[name] === 'string');
  if (sent.length === 0) return ROOT_CONTEXT;
  const carrier = Object.fromEntries(sent.map((name) => [name, headers[name]]));
  return propagation.extract(ROOT_CONTEXT, carrier);
}

/** Returns the id of the trace to which the current work belongs; undefined outside of a trace. */
export function traceId(): string | undefined {
  const spanContext = trace.getActiveSpan()?.spanContext();
  return spanContext && trace.isSpanContextValid(spanContext) ? spanContext.traceId : undefined;
}

/** Looked up for each span: the SDK may have been replaced, as tests do. */
export function tracer(): Tracer {
  return trace.getTracer(SCOPE);
}

function start({ name, attributes, kind }: SpanOptions): Span {
  const ofKind = kind === 'client' ? SpanKind.CLIENT : SpanKind.INTERNAL;
  return tracer().startSpan(name, { attributes, kind: ofKind });
}

function end(span: Span, error: unknown): void {
  if (error !== undefined) fail(span, typeOf(error));
  span.end();
}

/** Marks a span as failed (OpenTelemetry's conventions for errors). */
export function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Returns the code of an error if it has one, else its class. Messages may have personal data. */
function typeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'Error';
}

/** Calls `done` when the work has returned or failed, at once for work without a promise. */
function settle<Result>(work: () => Result, done: (error?: unknown) => void): Result {
  let result: Result;
  try {
    result = work();
  } catch (error) {
    done(error);
    throw error;
  }
  if (!(result instanceof Promise)) {
    done();
    return result;
  }
  return result.then(
    (value: unknown) => {
      done();
      return value;
    },
    (error: unknown) => {
      done(error);
      throw error;
    },
  ) as Result;
}
