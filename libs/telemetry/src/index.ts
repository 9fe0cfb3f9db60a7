export { DurationHistogram } from './duration-histogram.js';
export { counter, gauge } from './gauges.js';
export { LabelledCounter } from './labelled-counter.js';
export { hasSdk } from './sdk.js';
export { annotate, beginSpan, inOutgoingSpan, inSpan, traceId } from './spans.js';
export { RequestSpan } from './request-span.js';
