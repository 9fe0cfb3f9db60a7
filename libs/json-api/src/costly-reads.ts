import { Counter } from 'prom-client';
import { isTextOperator } from './filter-operator.js';
import { JsonApiError } from './json-api.error.js';
import type { JsonApiOptions } from './json-api.options.js';
import type { ResourceQuery } from './resource-query.js';
import type { SortKey } from './sort.js';

/** Rows. An index leads to them within some milliseconds; further on they are skipped one by one. */
const MOST_SKIPPED = 10_000;

/** Each word is a look into the index of trigrams, and every row that it finds is read. */
const FEW_WORDS = 3;

/** True when no single index has the order; where two have it, `isReadInOrder` says which pages are cheap. */
export function sortsAll(sort: readonly SortKey[]): boolean {
  return sort.some(({ attribute }) => attribute.includes('.'));
}

/** True when the database may read many more rows than the page has. */
export function isCostly(query: ResourceQuery): boolean {
  const { page, sort, search, total } = query;
  const skipped = 'number' in page ? (page.number - 1) * page.size : 0;
  const isCounted = total && looksForTexts(query);
  return skipped > MOST_SKIPPED || search.length > FEW_WORDS || sortsAll(sort) || isCounted;
}

/** True when all matches cost much to find, because each has to be compared with a pattern. */
export function looksForTexts(query: Pick<ResourceQuery, 'filters' | 'search'>): boolean {
  const { filters, search } = query;
  return search.length > 0 || filters.some(({ operator }) => isTextOperator(operator));
}

type Limits = NonNullable<JsonApiOptions['costlyReads']>;

/** Runs a read when its turn has come, or refuses it. */
export type Admit = <Result>(read: () => Promise<Result>) => Promise<Result>;

/**
 * Lets a few costly reads through at a time. One that has begun counts until the database is done with
 * it, also when its client has gone: that is when it stops to cost. A caller has at most one read in
 * the queue, and none while another of its reads runs, so that first come, first served is fair.
 */
export class CostlyReads {
  /** Reads of each caller, those in the queue too. */
  readonly #held = new Map<string, number>();
  readonly #queue = new Set<() => void>();
  #running = 0;

  readonly #refused: Counter<'limit'>;

  constructor(
    private readonly limits: Limits,
    metrics?: JsonApiOptions['metrics'],
  ) {
    this.#refused = new Counter({
      name: 'latchkey_costly_reads_refused_total',
      help: 'Costly reads that were refused, by the limit: of the client, or of the process.',
      labelNames: ['limit'],
      registers: metrics ? [metrics] : [],
    });
  }

  /** @throws JsonApiError 429 `too_many_requests`, 503 `service_unavailable` */
  async run<Result>(caller: string, read: () => Promise<Result>): Promise<Result> {
    const held = this.#held.get(caller) ?? 0;
    if (held >= this.limits.perClient) throw this.#refusal('client');
    const mayWait = held === 0 && this.#queue.size < this.limits.queue;
    if (this.#running >= this.limits.atOnce && !mayWait) throw this.#refusal('process');
    this.#held.set(caller, held + 1);
    try {
      await this.#begin();
      return await read().finally(() => this.#end());
    } finally {
      const left = this.#held.get(caller)! - 1;
      if (left > 0) this.#held.set(caller, left);
      else this.#held.delete(caller);
    }
  }

  async #begin(): Promise<void> {
    if (this.#running < this.limits.atOnce) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#queue.delete(begin);
        reject(this.#refusal('process'));
      }, this.limits.wait * 1000);
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#queue.add(begin);
    });
  }

  /** Gives its place to the read that has waited longest. */
  #end(): void {
    const [next] = this.#queue;
    if (next === undefined) {
      this.#running -= 1;
      return;
    }
    this.#queue.delete(next);
    next();
  }

  #refusal(limit: keyof typeof REFUSALS): JsonApiError {
    this.#refused.inc({ limit });
    const { whose, ...refusal } = REFUSALS[limit];
    const detail = `too many costly reads of ${whose} are running: ${ADVICE}`;
    return new JsonApiError({ ...refusal, detail }, { headers: { 'Retry-After': '1' } });
  }
}

const REFUSALS = {
  client: { status: 429, code: 'too_many_requests', whose: 'this caller' },
  process: { status: 503, code: 'service_unavailable', whose: 'all callers' },
} as const;

const ADVICE =
  'send one after the other those that sort by a related attribute, skip many rows, search for many ' +
  'words, or count or delete what a search or a pattern finds; take page[after] instead of a deep ' +
  'page[number]';

const known = new WeakMap<JsonApiOptions, CostlyReads>();

/** Undefined where nothing limits costly reads. */
export function admissionOf(request: object, options: JsonApiOptions): Admit | undefined {
  if (!options.costlyReads) return undefined;
  const reads = known.get(options) ?? new CostlyReads(options.costlyReads, options.metrics);
  known.set(options, reads);
  const caller = (options.readerOf ?? options.callerOf)?.(request) ?? '';
  return async (read) => reads.run(caller, read);
}
