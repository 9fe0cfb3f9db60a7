import type { MetricValue } from 'prom-client';
import { type Labels, LabelledSeries } from './labelled-series.js';

/** Counts events by labels. */
export class LabelledCounter<Label extends string> extends LabelledSeries<
  Label,
  { count: number }
> {
  protected readonly type = 'counter';

  /** `labels` has a value for each label, in the order of `labelNames`. */
  add(labels: readonly string[]): void {
    this.of(labels).count += 1;
  }

  protected empty(): { count: number } {
    return { count: 0 };
  }

  protected samples({ count }: { count: number }, labels: Labels): MetricValue<string>[] {
    return [{ labels, value: count }];
  }
}
