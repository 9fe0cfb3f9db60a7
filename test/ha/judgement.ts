import { UNAVAILABLE } from '../faults/client.js';
import type { Comparison } from '../faults/comparison.js';
import { counted } from '../faults/judgement.js';
import type { Ledger, SentRequest } from '../faults/ledger.js';
import type { Recovery } from './recovery.js';
import { CHANGED_MEANWHILE } from './writers.js';

/**
 * Longer than any request may take with the shipped settings: `database.limits.connectionTimeout`
 * (5 s), `statementTimeout` (15 s), and 5 s for a busy machine.
 */
const LONGEST_MS = 25_000;

/** After this time beyond the recovery every request succeeds. */
const SETTLED_MS = 2_000;

/** Observations of one scenario. */
export interface Observed {
  ledger: Ledger;
  comparison: Comparison;
  /** The time of the fault, on the clock of the ledger. */
  fromMs: number;
  writes: Recovery;
  pages: Recovery;
  /** Maximum milliseconds from the fault to the first acknowledged write and the first page. */
  withinMs: number;
}

/** Returns the broken promises; an empty list when the product works. */
export function brokenPromises({ ledger, comparison, ...observed }: Observed): string[] {
  const { fromMs, writes, pages, withinMs } = observed;
  const { missing, twice } = comparison;
  const failures = ledger.failures();
  const recoveredMs = Math.max(writes.atMs, pages.atMs) + SETTLED_MS;
  return [
    ...counted('acknowledged writes are missing', missing),
    ...counted('writes were done twice', twice),
    ...counted(
      'writes were never answered',
      ledger.writes.filter(({ isUnsettled }) => isUnsettled),
    ),
    ...counted(
      'tokens of known clients were refused',
      failures.filter(({ kind }) => kind === 'token'),
    ),
    ...counted(
      'requests failed otherwise than with 503 and Retry-After',
      failures.filter((request) => !isClear(request)),
    ),
    ...counted(
      `requests took more than ${LONGEST_MS / 1000} s`,
      ledger.requests.filter(({ sentAt, endedAt }) => endedAt - sentAt > LONGEST_MS),
    ),
    ...counted(
      'requests failed before the fault or after the recovery',
      failures.filter(({ sentAt, endedAt }) => endedAt < fromMs || sentAt > recoveredMs),
    ),
    ...late('write', writes, withinMs),
    ...late('page', pages, withinMs),
  ];
}

/** 412 is the answer to a repeated change whose first answer was lost. */
function isClear({ kind, outcome }: SentRequest): boolean {
  return outcome === UNAVAILABLE || (kind === 'change' && outcome === CHANGED_MEANWHILE);
}

function late(what: string, { afterMs }: Recovery, withinMs: number): string[] {
  if (afterMs === null || afterMs <= withinMs) return [];
  return [`the first ${what} came after ${afterMs.toFixed(0)} ms instead of ${withinMs} ms`];
}
