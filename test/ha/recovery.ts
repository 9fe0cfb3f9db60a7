import type { Kind, Ledger } from '../faults/ledger.js';

/** Shorter gaps are pauses of a busy machine. */
const SHORTEST_OUTAGE_MS = 1_500;

/** The end of an outage, and the time from the fault until then. */
export interface Recovery {
  /** Milliseconds from the fault to the first success after the outage; null: there was none. */
  afterMs: number | null;
  /** On the clock of the ledger; the time of the fault when there was no outage. */
  atMs: number;
}

/**
 * Finds the outage of requests of these kinds: the longest time without a success that ends after
 * the fault. A request that still succeeds in the first moment of the fault does not hide it.
 */
export function recoveryOf({ requests }: Ledger, kinds: readonly Kind[], fromMs: number): Recovery {
  const times = requests
    .filter(({ kind, outcome }) => kinds.includes(kind) && outcome === 'ok')
    .map(({ endedAt }) => endedAt)
    .toSorted((one, other) => one - other);
  let longestMs = SHORTEST_OUTAGE_MS;
  let recovery: Recovery = { afterMs: null, atMs: fromMs };
  for (const [at, endedAt] of times.entries()) {
    const gapMs = endedAt - (times[at - 1] ?? endedAt);
    if (endedAt < fromMs || gapMs <= longestMs) continue;
    longestMs = gapMs;
    recovery = { afterMs: endedAt - fromMs, atMs: endedAt };
  }
  return recovery;
}
