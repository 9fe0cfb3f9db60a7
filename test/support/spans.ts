import { context, propagation, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  type Sampler,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';

/** The SDK of OpenTelemetry in this process, with the spans in memory. */
export interface RecordedSpans {
  /** Returns the spans that have ended since the last call. */
  take(): ReadableSpan[];
  stop(): Promise<void>;
}

/** Loads the SDK, which must be done before a server starts. `stop` removes it again. */
export function recordSpans(sampler?: Sampler): RecordedSpans {
  const exporter = new InMemorySpanExporter();
  const spanProcessors = [new SimpleSpanProcessor(exporter)];
  const provider = new NodeTracerProvider({ spanProcessors, sampler });
  provider.register();
  return {
    take: () => {
      const spans = exporter.getFinishedSpans();
      exporter.reset();
      return spans;
    },
    stop: async () => {
      for (const api of [trace, context, propagation]) api.disable();
      await provider.shutdown();
    },
  };
}

/** Returns each span as a path of names from the span of its request, such as `GET / > sign`. */
export function pathsOf(spans: readonly ReadableSpan[]): string[] {
  const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  const pathOf = ({ name, parentSpanContext }: ReadableSpan): string => {
    const parent = byId.get(parentSpanContext?.spanId ?? '');
    return parent ? `${pathOf(parent)} > ${name}` : name;
  };
  return spans.map(pathOf).toSorted();
}
