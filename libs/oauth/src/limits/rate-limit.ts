import { LRUCache } from 'lru-cache';

/** The rest of a quota after a request, and the seconds until it grows. */
export interface Quota {
  /** The number of requests that would be accepted now. */
  remaining: number;
  /**
   * Seconds until the full quota is available again, rounded up; `retryAfter` for a rejected
   * request.
   */
  resetsIn: number;
  /** Seconds until the next request is accepted, rounded up; 0 when this request was. */
  retryAfter: number;
}

interface Limit {
  /** Seconds. */
  window: number;
  /**
   * Callers in memory, at most. Beyond that, the least recent caller is forgotten and has its full
   * quota.
   */
  maxCallers: number;
}

/**
 * Limits the requests of each caller in a window and spreads them evenly after a burst. It is the
 * generic cell rate algorithm, which needs one number for each caller, on the monotonic clock.
 */
export class RateLimit {
  /** The time in milliseconds at which the full quota of a caller is available again. */
  readonly #fullAt: LRUCache<string, number>;
  readonly #windowMs: number;

  constructor(
    { window, maxCallers }: Limit,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.#fullAt = new LRUCache({ max: maxCallers });
    this.#windowMs = window * 1000;
  }

  /**
   * Takes one request from the quota, which is at least 1. A rejected request takes nothing. When
   * the quota changes, the fraction that is left stays the same.
   */
  take(caller: string, quota: number): Quota {
    const { fullAt, ...next } = this.#next(caller, quota);
    if (next.retryAfter === 0) this.#fullAt.set(caller, fullAt);
    return next;
  }

  /** Returns the same as `take`, and takes nothing. */
  peek(caller: string, quota: number): Quota {
    return this.#next(caller, quota);
  }

  #next(caller: string, quota: number): Quota & { fullAt: number } {
    const intervalMs = this.#windowMs / quota;
    // Intervals and times are fractions, whose sums are not exact.
    const toleranceMs = Math.min(0.01, intervalMs / 10);
    const now = this.nowMs();
    const fullAt = Math.max(now, this.#fullAt.get(caller) ?? now) + intervalMs;
    const spentMs = fullAt - now;
    if (spentMs > this.#windowMs + toleranceMs) {
      const retryAfter = seconds(spentMs - this.#windowMs - toleranceMs);
      return { remaining: 0, resetsIn: retryAfter, retryAfter, fullAt };
    }
    const remaining = Math.floor((this.#windowMs - spentMs + toleranceMs) / intervalMs);
    return { remaining, resetsIn: seconds(spentMs - toleranceMs), retryAfter: 0, fullAt };
  }
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}
