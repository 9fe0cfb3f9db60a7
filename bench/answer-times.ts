import type { LoadOutcome } from './load-plan.js';
import { percentile } from './statistics.js';

/** Measures the answers of one load, from the moment of its construction. */
export class AnswerTimes {
  readonly #times: number[] = [];
  readonly #begin = performance.now();
  readonly #end: number;
  #last = this.#begin;
  #inTime = 0;

  constructor(seconds: number) {
    this.#end = this.#begin + seconds * 1000;
  }

  /** Records an answer that took that many milliseconds. */
  record(status: number, milliseconds: number): void {
    this.#last = performance.now();
    if (!this.isOver()) this.#inTime += 1;
    if (status < 400) this.#times.push(milliseconds);
  }

  /** True when the last answer came after the time of the load. */
  isOver(): boolean {
    return this.#last >= this.#end;
  }

  figures(): Pick<LoadOutcome, 'seconds' | 'perSecond' | 'p50' | 'p99'> {
    const sorted = Float64Array.from(this.#times).toSorted();
    return {
      seconds: (this.#last - this.#begin) / 1000,
      perSecond: (1000 * this.#inTime) / (Math.min(this.#last, this.#end) - this.#begin),
      p50: percentile(sorted, 50),
      p99: percentile(sorted, 99),
    };
  }
}
