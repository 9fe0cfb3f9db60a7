import type { Refusal, RefusalRow } from './refusal.js';
import type { RefusedCaller } from './refusal-bounds.js';

/** Sums between two writes of them; further callers and codes share one. */
const MAX_TOTALS = 100;

/** Sums of callers without a registered client, who can have any number of networks. */
const MAX_OF_STRANGERS = 50;

/** The name of all callers beyond the bound. */
const OTHERS = 'other callers';

/** The code of the sum for all of them. */
export const SEVERAL = 'several';

/**
 * Sums up refusals that have no row of their own: one sum for each caller and code, so that nothing
 * is dropped without being said.
 */
export class RefusalTotals {
  readonly #totals = new Map<string, RefusalRow>();
  #strangers = 0;

  add(refusal: Refusal, caller: RefusedCaller): void {
    const { status, code } = refusal;
    const key = `${caller.name} ${status} ${code}`;
    const isOwn = this.#totals.has(key) || this.#hasRoom(caller);
    const total = isOwn ? this.#of(key, () => totalOf(refusal, caller)) : this.#of(OTHERS, others);
    total.occurrences += 1;
    total.occurredAt = new Date();
  }

  /** Returns the sums and begins again. */
  take(): RefusalRow[] {
    const rows = [...this.#totals.values()];
    this.#totals.clear();
    this.#strangers = 0;
    return rows;
  }

  /** Counts the sum of a stranger for which there is room. */
  #hasRoom({ isRegistered }: RefusedCaller): boolean {
    if (this.#totals.size >= MAX_TOTALS) return false;
    if (isRegistered) return true;
    if (this.#strangers >= MAX_OF_STRANGERS) return false;
    this.#strangers += 1;
    return true;
  }

  #of(key: string, make: () => RefusalRow): RefusalRow {
    const known = this.#totals.get(key);
    if (known) return known;
    const total = make();
    this.#totals.set(key, total);
    return total;
  }
}

const NOTHING = { requestId: null, method: null, route: null, occurrences: 0 } as const;

function totalOf({ clientId, status, code }: Refusal, caller: RefusedCaller): RefusalRow {
  const { name, isRegistered } = caller;
  const who = isRegistered ? { clientId, address: '' } : { address: name };
  return {
    ...NOTHING,
    ...who,
    isRegistered,
    status,
    code,
    description: '',
    occurredAt: new Date(),
  };
}

function others(): RefusalRow {
  const who = { isRegistered: false, address: OTHERS };
  return {
    ...NOTHING,
    ...who,
    status: 400,
    code: SEVERAL,
    description: '',
    occurredAt: new Date(),
  };
}
