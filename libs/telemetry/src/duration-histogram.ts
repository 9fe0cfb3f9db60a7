import type { MetricValue } from 'prom-client';
import { type Labels, LabelledSeries } from './labelled-series.js';

/**
 * Seconds. Those of OpenTelemetry for HTTP with every other one left out, and smaller ones: a token
 * takes 0.4 ms.
 */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Durations {
  /** Durations in each bucket alone; the last element is for those beyond all buckets. */
  counts: number[];
  /** Seconds. */
  sum: number;
}

/** Counts durations in buckets from half a millisecond to 10 seconds. */
export class DurationHistogram<Label extends string> extends LabelledSeries<Label, Durations> {
  protected readonly type = 'histogram';

  /** `labels` has a value for each label, in the order of `labelNames`. */
  observe(seconds: number, labels: readonly string[]): void {
    const series = this.of(labels);
    let bucket = 0;
    while (bucket < BUCKETS.length && seconds > BUCKETS[bucket]!) bucket += 1;
    series.counts[bucket]! += 1;
    series.sum += seconds;
  }

  /** Returns the number of observations of each series. */
  counts(): { labels: readonly string[]; count: number }[] {
    return this.all().map(({ labels, series }) => ({ labels, count: total(series.counts) }));
  }

  protected empty(): Durations {
    return { counts: Array<number>(BUCKETS.length + 1).fill(0), sum: 0 };
  }

  protected samples({ counts, sum }: Durations, labels: Labels): MetricValue<string>[] {
    const { name } = this.options;
    let below = 0;
    const buckets = [...BUCKETS, '+Inf'].map((le, at) => ({
      metricName: `${name}_bucket`,
      labels: { ...labels, le },
      value: (below += counts[at]!),
    }));
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: below },
    ] as MetricValue<string>[];
  }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
