/** The rest of a quota after a request, and the time until there is more. */
export interface Quota {
  /** Requests that would be let through now. */
  remaining: number;
  /** Seconds until the whole quota is available again, rounded up; for a refusal, `retryAfter`. */
  resetsIn: number;
  /** Seconds until the next request is let through, rounded up; 0 when this one was. */
  retryAfter: number;
}

interface Limit {
  /** Seconds. */
  window: number;
  /** Callers in memory. Beyond that, the callers whose last request is oldest start anew. */
  most: number;
}

/**
 * A quota of requests of each caller in a window, spread evenly after a burst: the generic cell rate
 * algorithm, which needs one number for each caller. It uses the monotonic clock.
 */
export class RateLimit {
  /** The time in milliseconds at which the whole quota of a caller is available again. */
  readonly #fullAt = new Map<string, number>();
  readonly #windowMs: number;

  constructor(
    private readonly limit: Limit,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.#windowMs = limit.window * 1000;
  }

  /**
   * Takes one request from the quota, which is at least 1; a refused request takes none. A change of
   * the quota keeps the fraction that is left.
   */
  take(caller: string, quota: number): Quota {
    const intervalMs = this.#windowMs / quota;
    // Intervals are fractions that do not add up exactly.
    const toleranceMs = Math.min(0.01, intervalMs / 10);
    const now = this.nowMs();
    const fullAt = Math.max(now, this.#fullAt.get(caller) ?? now);
    const spentMs = fullAt - now + intervalMs;
    if (spentMs > this.#windowMs + toleranceMs) {
      const retryAfter = seconds(spentMs - this.#windowMs);
      return { remaining: 0, resetsIn: retryAfter, retryAfter };
    }
    this.#remember(caller, now + spentMs);
    const remaining = Math.floor((this.#windowMs - spentMs + toleranceMs) / intervalMs);
    return { remaining, resetsIn: seconds(spentMs), retryAfter: 0 };
  }

  /** Moves the caller to the end of the map, which is in the order of the last requests. */
  #remember(caller: string, fullAt: number): void {
    this.#fullAt.delete(caller);
    this.#fullAt.set(caller, fullAt);
    if (this.#fullAt.size <= this.limit.most) return;
    const [first] = this.#fullAt.keys();
    this.#fullAt.delete(first!);
  }
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}
