import { Counter } from 'prom-client';
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
export function isCostly({ page, sort, search }: ResourceQuery): boolean {
  const skipped = 'number' in page ? (page.number - 1) * page.size : 0;
  return skipped > MOST_SKIPPED || search.length > FEW_WORDS || sortsAll(sort);
}

type Limits = NonNullable<JsonApiOptions['costlyReads']>;

/**
 * Lets a few costly reads through at a time. One that has begun counts until the database is done with
 * it, also when its client has gone: that is when it stops to cost.
 */
export class CostlyReads {
  readonly #running = new Map<string, number>();
  #total = 0;

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
    const own = this.#running.get(caller) ?? 0;
    if (own >= this.limits.perClient) throw this.#refusal('client');
    if (this.#total >= this.limits.atOnce) throw this.#refusal('process');
    this.#running.set(caller, own + 1);
    this.#total += 1;
    try {
      return await read();
    } finally {
      this.#total -= 1;
      const left = this.#running.get(caller)! - 1;
      if (left > 0) this.#running.set(caller, left);
      else this.#running.delete(caller);
    }
  }

  #refusal(limit: keyof typeof REFUSALS): JsonApiError {
    this.#refused.inc({ limit });
    const { whose, ...refusal } = REFUSALS[limit];
    const detail = `too many reads of ${whose} that sort by a related attribute, skip many rows or search for many words are running: ${ADVICE}`;
    return new JsonApiError({ ...refusal, detail }, { headers: { 'Retry-After': '1' } });
  }
}

const REFUSALS = {
  client: { status: 429, code: 'too_many_requests', whose: 'this client' },
  process: { status: 503, code: 'service_unavailable', whose: 'all clients' },
} as const;

const ADVICE =
  'send them one after the other, and take page[after] in the place of a deep page[number]';

const known = new WeakMap<JsonApiOptions, CostlyReads>();

/** Those of one application; null where nothing limits them. */
export function costlyReadsOf(options: JsonApiOptions): CostlyReads | null {
  if (!options.costlyReads) return null;
  const before = known.get(options);
  if (before) return before;
  const reads = new CostlyReads(options.costlyReads, options.metrics);
  known.set(options, reads);
  return reads;
}
