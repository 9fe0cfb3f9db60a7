import type { ServerResponse } from 'node:http';
import { Counter } from 'prom-client';
import { isRelated } from '../definition/attribute-path.js';
import { isStatementEnded } from '../errors/deadlock-retry.js';
import { isTextOperator } from '../definition/filter-operator.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { type JsonApiOptions, readerName } from '../json-api.options.js';
import type { Exchange } from './request-parameter.js';
import type { CollectionQuery } from './collection-query.js';
import type { Filter } from './filter.js';
import { isIndexed } from './indexed-filter.js';
import { sortsAll } from './sort.js';
import { type InTurn, TimeLimit } from './time-limit.js';

/** Rows. The database skips rows one by one, this many in a few milliseconds. */
const MAX_SKIPPED = 10_000;

/**
 * The number of conditions that is not costly. The database compares each of its rows with each.
 */
const FEW_CONDITIONS = 3;

/** True when the database may read many more rows than the page has. */
export function isCostly(query: CollectionQuery): boolean {
  const { page, sort, total } = query;
  const skipped = 'number' in page ? (page.number - 1) * page.size : 0;
  const isCounted = total && looksForTexts(query);
  return skipped > MAX_SKIPPED || sortsAll(sort) || isCounted || hasManyConditions(query);
}

/**
 * True when the database may compare many rows with many conditions: words, patterns, and the
 * values and ranges of filters without an index. So is a pattern of a related attribute. A pattern next to such a filter is costly by
 * itself: it may find many rows of which the filter leaves none.
 */
export function hasManyConditions({ filters, search }: Conditions): boolean {
  const texts = search.length + filters.filter(({ operator }) => isTextOperator(operator)).length;
  const others = filters
    .filter((filter) => !isTextOperator(filter.operator) && !isIndexed(filter))
    .reduce((sum, { values, ranges }) => sum + values.length + ranges.length, 0);
  const isMixed = texts > 0 && others > 0;
  return isMixed || texts + others > FEW_CONDITIONS || filters.some(isRelatedPattern);
}

/** True when many related resources may match, each with many resources. */
function isRelatedPattern({ attribute, operator }: Filter): boolean {
  return isRelated(attribute) && isTextOperator(operator);
}

type Conditions = Pick<CollectionQuery, 'filters' | 'search'>;

/** True when all matches are costly to find, because the database compares each with a pattern. */
export function looksForTexts(query: Conditions): boolean {
  const { filters, search } = query;
  return search.length > 0 || filters.some(({ operator }) => isTextOperator(operator));
}

type Limits = NonNullable<JsonApiOptions['costlyReads']>;

/** A caller whose reads count together, and the response to its request. */
interface Reader {
  name: string;
  response: Pick<ServerResponse, 'closed' | 'once' | 'off'>;
}

/**
 * Limits the number of concurrent costly reads. A running read counts until the database has
 * finished it, even when its client disconnects. A queued read leaves the queue when its client
 * disconnects. A caller has at most one read in the queue, and none while another of its reads
 * runs, so that first come, first served is fair.
 */
export class CostlyReads {
  /** The number of running and queued reads of each caller. */
  readonly #held = new Map<string, number>();
  readonly #queue = new Set<() => void>();
  #running = 0;

  readonly #rejections: Counter<'limit'>;

  constructor(
    private readonly limits: Limits,
    metrics?: JsonApiOptions['metrics'],
  ) {
    this.#rejections = new Counter({
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
    if (held >= this.limits.perClient) throw this.#reject('client');
    const mayWait = held === 0 && this.#queue.size < this.limits.queue;
    if (this.#running >= this.limits.atOnce && !mayWait) throw this.#reject('process');
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
    // The client has disconnected already, so there will be no event.
    if (response.closed) throw rejection('process');
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
        reject(rejection('process'));
      };
      const timer = setTimeout(() => {
        leave();
        reject(this.#reject('process'));
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
      this.#rejections.inc({ limit: 'time' });
      throw tookTooLong(limit, error);
    }
  }

  /** Starts the read that has waited longest. */
  #end(): void {
    const [next] = this.#queue;
    if (next) next();
    else this.#running -= 1;
  }

  #reject(limit: keyof typeof REJECTIONS): JsonApiError {
    this.#rejections.inc({ limit });
    return rejection(limit);
  }
}

function rejection(limit: keyof typeof REJECTIONS): JsonApiError {
  const { whose, ...error } = REJECTIONS[limit];
  const detail = `too many costly reads of ${whose} are running; ${ADVICE}`;
  return new JsonApiError({ ...error, detail }, { headers: { 'Retry-After': '1' } });
}

/** Returns the error without `Retry-After`: the same read would take as long again. */
function tookTooLong({ seconds }: TimeLimit, cause: unknown): JsonApiError {
  const detail =
    `this costly read was stopped at its time limit of ${seconds} s; use narrower filters, ask ` +
    'for no total, use page[after] instead of a deep page[number], or try again when the database ' +
    'is less busy';
  return new JsonApiError({ status: 503, code: 'service_unavailable', detail }, { cause });
}

const REJECTIONS = {
  client: { status: 429, code: 'too_many_requests', whose: 'this caller' },
  process: { status: 503, code: 'service_unavailable', whose: 'all callers' },
} as const;

const ADVICE =
  'send them one after the other. Costly reads sort by a related attribute, skip many rows, have ' +
  'many words, patterns, ranges or values of neq, have a pattern of a related attribute, or count ' +
  'or delete the matches of a search or a pattern. Use page[after] instead of a deep page[number]';

const limiters = new WeakMap<JsonApiOptions, CostlyReads>();

/** Returns undefined when costly reads are not limited. */
export function turnOf({ request, reply }: Exchange, options: JsonApiOptions): InTurn | undefined {
  if (!options.costlyReads) return undefined;
  const reads = limiters.get(options) ?? new CostlyReads(options.costlyReads, options.metrics);
  limiters.set(options, reads);
  const name = readerName(request, options);
  return async (read) => reads.run({ name, response: reply.raw }, read);
}
