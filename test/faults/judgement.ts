import { UNAVAILABLE } from './client.js';
import type { Comparison } from './comparison.js';
import type { Kind, Ledger, SentRequest } from './ledger.js';

/** The begin and end of a fault, in times of the ledger. At its end everything runs again. */
export interface Fault {
  from: number;
  to: number;
}

/** The promise of a scenario about its requests. All scenarios promise the same about writes. */
export type Promised =
  /** Every request succeeds. */
  | 'no request fails'
  /** Only requests that the killed process had not answered yet fail. */
  | 'only requests in flight fail'
  /**
   * Requests that need no database succeed. Requests that need it get 503 in the right form. From a
   * second after the return of the database, all requests succeed.
   */
  | 'only what needs the database fails';

const RECOVERY_MS = 1_000;

/** Maximum of the median time to a 503, for requests sent after the first moment of an outage. */
const REFUSAL_MS = 250;
const MOMENT_MS = 500;

const NEEDS_NO_DATABASE = new Set<Kind>(['token', 'introspect']);

/** Returns the broken promises; an empty list when the product works. */
export function brokenPromises(
  promised: Promised,
  { ledger, faults, comparison }: { ledger: Ledger; faults: Fault[]; comparison: Comparison },
): string[] {
  const { missing, twice } = comparison;
  const unsettled = ledger.writes.filter(({ isUnsettled }) => isUnsettled);
  return [
    ...counted('acknowledged writes are missing', missing),
    ...counted('writes were done twice', twice),
    ...counted('repeated writes were never answered', unsettled),
    ...counted('requests got 503, half of them too late', slowRefusals(ledger, faults)),
    ...Object.entries(excuses[promised]).flatMap(([problem, isExcused]) =>
      counted(
        problem,
        ledger.failures().filter((request) => !isExcused(request, faults)),
      ),
    ),
  ];
}

type Excuse = (request: SentRequest, faults: Fault[]) => boolean;

/** The condition that excuses a failed request, with the problem to report otherwise. */
const excuses: Record<Promised, Record<string, Excuse>> = {
  'no request fails': { 'requests failed': () => false },
  'only requests in flight fail': {
    'requests failed that were not in flight': isInFlight,
    'requests failed otherwise than by a lost connection': ({ outcome }) =>
      ['reset', '502 of nginx'].includes(outcome),
  },
  'only what needs the database fails': {
    'requests failed that need no database': ({ kind }) => !NEEDS_NO_DATABASE.has(kind),
    'requests failed otherwise than with 503': ({ outcome }) => outcome === UNAVAILABLE,
    'requests failed before or more than 1 s after': ({ sentAt, endedAt }, faults) =>
      faults.some(({ from, to }) => endedAt >= from && sentAt <= to + RECOVERY_MS),
  },
};

/** True when a request overlaps a fault. A killed process keeps its connections for a moment. */
export function isInFlight({ sentAt, endedAt }: SentRequest, faults: readonly Fault[]): boolean {
  return faults.some(({ from, to }) => sentAt <= to && endedAt >= from);
}

/** Milliseconds from the end of a fault until the last failed request was sent outside a fault. */
export function recoveryMs(ledger: Ledger, faults: readonly Fault[]): number {
  const failures = ledger.failures().filter((request) => !isInFlight(request, faults));
  const late = failures.map(({ sentAt }) => {
    const fault = faults.findLast(({ from }) => from <= sentAt);
    return fault ? sentAt - fault.to : 0;
  });
  return Math.max(0, ...late);
}

/**
 * Returns the times of the 503 answers during an outage; an empty list when their median is short.
 */
function slowRefusals(ledger: Ledger, faults: readonly Fault[]): number[] {
  const refusals = ledger
    .failures()
    .filter(({ outcome }) => outcome === UNAVAILABLE)
    .filter(({ sentAt }) =>
      faults.some(({ from, to }) => sentAt > from + MOMENT_MS && sentAt < to),
    );
  const times = refusals.map(({ sentAt, endedAt }) => endedAt - sentAt);
  const median = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
  return median > REFUSAL_MS ? times : [];
}

export function counted(problem: string, cases: readonly unknown[]): string[] {
  if (cases.length === 0) return [];
  const [first] = cases;
  return [`${cases.length} ${problem}, such as ${JSON.stringify(first)}`];
}
