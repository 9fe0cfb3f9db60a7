import type { ServerResponse } from 'node:http';
import { Counter } from 'prom-client';
import { isStatementEnded } from '../errors/deadlock-retry.js';
import { isTextOperator } from '../definition/filter-operator.js';
import { JsonApiError } from '../errors/json-api.error.js';
import type { JsonApiOptions } from '../json-api.options.js';
import type { Exchange } from './request-parameter.js';
import type { CollectionQuery } from './collection-query.js';
import { isIndexed } from './indexed-filter.js';
import { sortsAll } from './sort.js';
import { type InTurn, TimeLimit } from './time-limit.js';

/** Rows. The database skips rows one by one, so many in some milliseconds. */
const MAX_SKIPPED = 10_000;

/** The database compares each row that it finds with each of these conditions. */
const FEW_CONDITIONS = 3;

/** True when the database may read many more rows than the page has. */
export function isCostly(query: CollectionQuery): boolean {
  const { page, sort, total } = query;
  const skipped = 'number' in page ? (page.number - 1) * page.size : 0;
  const isCounted = total && looksForTexts(query);
  return skipped > MAX_SKIPPED || sortsAll(sort) || isCounted || hasManyConditions(query);
}

/**
 * True when many rows may be compared with many conditions: words and patterns, and the values and
 * ranges of filters that no index answers. A pattern that finds many rows beside such a filter, which
 * may leave none of them, is costly by itself.
 */
export function hasManyConditions({ filters, search }: Conditions): boolean {
  const texts = search.length + filters.filter(({ operator }) => isTextOperator(operator)).length;
  const others = filters
    .filter((filter) => !isTextOperator(filter.operator) && !isIndexed(filter))
    .reduce((sum, { values, ranges }) => sum + values.length + ranges.length, 0);
  return texts + others > FEW_CONDITIONS || (texts > 0 && others > 0);
}

type Conditions = Pick<CollectionQuery, 'filters' | 'search'>;

/** True when all matches are costly to find, because each is compared with a pattern. */
export function looksForTexts(query: Conditions): boolean {
  const { filters, search } = query;
  return search.length > 0 || filters.some(({ operator }) => isTextOperator(operator));
}

type Limits = NonNullable<JsonApiOptions['costlyReads']>;

/** The caller whose reads count together, and its request. */
interface Reader {
  name: string;
  response: Pick<ServerResponse, 'closed' | 'once' | 'off'>;
}

/**
 * Runs a few costly reads at a time. A read that has begun counts until the database has finished
 * it, also when its client goes away. A read in the queue leaves it when its client goes away. A
 * caller has at most one read in the queue, and none while another of its reads runs, so that
 * first come, first served is fair.
 */
export class CostlyReads {
  /** The number of reads of each caller, including the queue. */
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
      help: 'Costly reads that were refused, by the limit: of the client, the process, or the time.',
      labelNames: ['limit'],
      registers: metrics ? [metrics] : [],
    });
  }

  /** @throws JsonApiError 429 `too_many_requests`, 503 `service_unavailable` */
  async run<Result>(
    { name, response }: Reader,
    read: (limit: TimeLimit) => Promise<Result>,
  ): Promise<Result> {
    const held = this.#held.get(name) ?? 0;
    if (held >= this.limits.perClient) throw this.#refuse('client');
    const mayWait = held === 0 && this.#queue.size < this.limits.queue;
    if (this.#running >= this.limits.atOnce && !mayWait) throw this.#refuse('process');
    this.#held.set(name, held + 1);
    try {
      await this.#begin(response);
      return await this.#read(read).finally(() => this.#end());
    } finally {
      const left = this.#held.get(name)! - 1;
      if (left > 0) this.#held.set(name, left);
      else this.#held.delete(name);
    }
  }

  async #begin(response: Reader['response']): Promise<void> {
    if (this.#running < this.limits.atOnce) {
      this.#running += 1;
      return;
    }
    // The client is gone already, so there will be no event.
    if (response.closed) throw refusal('process');
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        response.off('close', abandon);
        this.#queue.delete(begin);
      };
      const begin = () => {
        leave();
        resolve();
      };
      const abandon = () => {
        leave();
        reject(refusal('process'));
      };
      const timer = setTimeout(() => {
        leave();
        reject(this.#refuse('process'));
      }, this.limits.wait * 1000);
      response.once('close', abandon);
      this.#queue.add(begin);
    });
  }

  async #read<Result>(read: (limit: TimeLimit) => Promise<Result>): Promise<Result> {
    const limit = new TimeLimit(this.limits.timeLimit);
    try {
      return await read(limit);
    } catch (error) {
      if (!limit.isOver || !isStatementEnded(error)) throw error;
      this.#refused.inc({ limit: 'time' });
      throw tookTooLong(limit, error);
    }
  }

  /** Starts the read that has waited longest. */
  #end(): void {
    const [next] = this.#queue;
    if (next) next();
    else this.#running -= 1;
  }

  #refuse(limit: keyof typeof REFUSALS): JsonApiError {
    this.#refused.inc({ limit });
    return refusal(limit);
  }
}

function refusal(limit: keyof typeof REFUSALS): JsonApiError {
  const { whose, ...error } = REFUSALS[limit];
  const detail = `too many costly reads of ${whose} are running; ${ADVICE}`;
  return new JsonApiError({ ...error, detail }, { headers: { 'Retry-After': '1' } });
}

/** Without `Retry-After`: the same read would take as long again. */
function tookTooLong({ seconds }: TimeLimit, cause: unknown): JsonApiError {
  const detail =
    `this costly read was stopped at its time limit of ${seconds} s; use narrower filters, ask ` +
    'for no total, use page[after] instead of a deep page[number], or try again when the database ' +
    'is less busy';
  return new JsonApiError({ status: 503, code: 'service_unavailable', detail }, { cause });
}

const REFUSALS = {
  client: { status: 429, code: 'too_many_requests', whose: 'this caller' },
  process: { status: 503, code: 'service_unavailable', whose: 'all callers' },
} as const;

const ADVICE =
  'send them one after the other. Costly reads sort by a related attribute, skip many rows, have ' +
  'many words, patterns, ranges or values of neq, or count or delete the matches of a search or a ' +
  'pattern. Use page[after] instead of a deep page[number]';

const known = new WeakMap<JsonApiOptions, CostlyReads>();

/** Undefined when costly reads are not limited. */
export function turnOf({ request, reply }: Exchange, options: JsonApiOptions): InTurn | undefined {
  if (!options.costlyReads) return undefined;
  const reads = known.get(options) ?? new CostlyReads(options.costlyReads, options.metrics);
  known.set(options, reads);
  const name = (options.readerOf ?? options.callerOf)?.(request) ?? '';
  return async (read) => reads.run({ name, response: reply.raw }, read);
}
