import { UNAVAILABLE } from './client.js';
import type { Comparison } from './comparison.js';
import type { Kind, Ledger, SentRequest } from './ledger.js';

/** When it began, and when everything was in its place again; as the times of the ledger. */
export interface Fault {
  from: number;
  to: number;
}

/** What a scenario promises of the requests that are sent meanwhile. Of writes all promise the same. */
export type Promised =
  /** Every request is answered as hoped. */
  | 'no request fails'
  /** Of the process that is killed those that it was about to answer. */
  | 'only requests in flight fail'
  /**
   * Who needs no database is answered as hoped; who does is told 503 in the right form. A second
   * after its return all is well.
   */
  | 'only what needs the database fails';

const RECOVERY_MS = 1_000;

/** In the median, of the requests that come when it has been away for a moment already. */
const REFUSAL_MS = 250;
const MOMENT_MS = 500;

const NEEDS_NO_DATABASE = new Set<Kind>(['token', 'introspect']);

/** Every promise that was not kept; none when the product is as it should be. */
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
    ...counted(
      'requests waited to be told 503, half of them too long',
      slowRefusals(ledger, faults),
    ),
    ...Object.entries(excuses[promised]).flatMap(([reproach, isExcused]) =>
      counted(
        reproach,
        ledger.failures().filter((request) => !isExcused(request, faults)),
      ),
    ),
  ];
}

type Excuse = (request: SentRequest, faults: Fault[]) => boolean;

/** What a failed request must have been like, and what is said when it was not. */
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

/** While it happened; a process that is killed takes a moment to be gone, and still has connections. */
export function isInFlight({ sentAt, endedAt }: SentRequest, faults: readonly Fault[]): boolean {
  return faults.some(({ from, to }) => sentAt <= to && endedAt >= from);
}

/** Milliseconds from the end of a fault until the last request was sent that failed, though none happened. */
export function recoveryMs(ledger: Ledger, faults: readonly Fault[]): number {
  const failures = ledger.failures().filter((request) => !isInFlight(request, faults));
  const late = failures.map(({ sentAt }) => {
    const fault = faults.findLast(({ from }) => from <= sentAt);
    return fault ? sentAt - fault.to : 0;
  });
  return Math.max(0, ...late);
}

/** Of those that the database is away for, how long they took; none when that was short. */
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

function counted(reproach: string, cases: readonly unknown[]): string[] {
  if (cases.length === 0) return [];
  const [first] = cases;
  return [`${cases.length} ${reproach}, such as ${JSON.stringify(first)}`];
}
