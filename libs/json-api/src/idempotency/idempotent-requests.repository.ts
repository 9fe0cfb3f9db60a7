import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
  Optional,
} from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { runInTransaction } from '../sql/common-transaction.js';
import { defer, prepare } from '../sql/execution.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { JSON_API_OPTIONS, type JsonApiOptions } from '../json-api.options.js';
import { quote } from '../sql/statement.js';
import { heldTenant } from '../sql/tenant-condition.js';

/** Milliseconds between two deletions of expired answers. */
const PURGE_MS = 60_000;

/** The number of rows that one statement deletes. */
const PAGE = 1000;

/** A request that the client may send twice. */
interface IdempotentRequest {
  /** The caller that used the key, with its tenant: other callers may use the same key. */
  caller: string;
  key: string;
  /** Digest of everything that distinguishes it from another request. */
  request: string;
}

/** The answer to a successful request. */
interface StoredAnswer {
  status: number;
  /** The document, as it is sent. */
  body: string;
}

/** A key that was used before. The status is null when its answer was deleted. */
interface Claimed {
  request: string;
  status: number | null;
  body: string;
}

/** Answers to requests with an `Idempotency-Key`, in the table that the application configures. */
@Injectable()
export class IdempotentRequests implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('JsonApi');
  #purging?: NodeJS.Timeout;
  #texts!: ReturnType<typeof textsOf>;

  constructor(
    @Inject(JSON_API_OPTIONS) private readonly options: JsonApiOptions,
    @Optional() private readonly dataSource?: DataSource,
  ) {
    if (options.idempotencyKeys && !dataSource)
      throw new Error('idempotencyKeys need a DataSource');
    if (!options.idempotencyKeys) return;
    this.#texts = textsOf(this.#table);
    prepare(dataSource!, { text: this.#texts.claim });
    prepare(dataSource!, { text: this.#texts.answer });
    defer(dataSource!, { text: this.#texts.answer });
  }

  onModuleInit(): void {
    if (!this.options.idempotencyKeys) return;
    this.#purging = setInterval(() => void this.purge(), PURGE_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#purging);
  }

  /**
   * Runs `work` and stores its answer in one transaction, so that a crash loses both or neither.
   * A second request with the same key waits for the first, and gets its answer as `replayed`.
   *
   * @throws JsonApiError 422 `idempotency_key_reused`, 410 `idempotent_answer_gone`
   */
  async once(
    request: IdempotentRequest,
    work: () => Promise<StoredAnswer>,
  ): Promise<{ replayed?: StoredAnswer }> {
    return runInTransaction(this.dataSource!, async (transaction) => {
      const tenant = await heldTenant(this.dataSource!, transaction);
      const caller = [request.caller, ...(tenant === null ? [] : [tenant])].join(' ');
      const replayed = await this.#claim({ ...request, caller }, transaction);
      if (replayed) return { replayed };
      const { status, body } = await work();
      await transaction.query(this.#texts.answer, [caller, request.key, status, body]);
      return {};
    });
  }

  /** Deletes expired answers; skips rows that another process is deleting. Never rejects. */
  async purge(): Promise<void> {
    try {
      for (let deleted = PAGE; deleted === PAGE;) deleted = await this.#purgePage();
    } catch (error) {
      const retry = `will retry in ${PURGE_MS / 1000} s`;
      this.#logger.warn(`could not delete expired answers; ${retry}: ${(error as Error).message}`);
    }
  }

  /**
   * Returns the stored answer, or undefined when this request has claimed the key. An INSERT waits
   * until another one with the same key is committed or rolled back. An expired row counts as
   * missing.
   */
  async #claim(
    { caller, key, request }: IdempotentRequest,
    transaction: EntityManager,
  ): Promise<StoredAnswer | undefined> {
    const { lifetime } = this.options.idempotencyKeys!;
    const values = [caller, key, request, lifetime];
    const claimed = await transaction.query<unknown[]>(this.#texts.claim, values);
    if (claimed.length > 0) return undefined;
    const [first] = await transaction.query<[Claimed]>(
      `SELECT request, status, body FROM ${this.#table} WHERE caller = $1 AND key = $2`,
      [caller, key],
    );
    const { status, body } = first;
    // The answer was erased with the person it contained. The request must not run again.
    if (status === null) throw answerGone();
    if (first.request !== request) throw keyReused();
    return { status, body };
  }

  async #purgePage(): Promise<number> {
    const [row] = await this.dataSource!.query<[{ count: number }]>(
      `WITH expired AS (
         SELECT caller, key FROM ${this.#table} WHERE expires_at <= now()
         LIMIT ${PAGE} FOR UPDATE SKIP LOCKED),
       deleted AS (
         DELETE FROM ${this.#table} kept USING expired
         WHERE kept.caller = expired.caller AND kept.key = expired.key RETURNING 1)
       SELECT count(*)::integer AS count FROM deleted`,
    );
    return row.count;
  }

  get #table(): string {
    return quote(this.options.idempotencyKeys!.table);
  }
}

/** The statements of each request. */
function textsOf(table: string) {
  const claim = `INSERT INTO ${table} AS kept (caller, key, request, expires_at)
    VALUES ($1, $2, $3, now() + make_interval(secs => $4))
    ON CONFLICT (caller, key) DO UPDATE
      SET request = excluded.request, expires_at = excluded.expires_at
      WHERE kept.expires_at <= now()
    RETURNING key`;
  const answer = `UPDATE ${table} SET status = $3, body = $4 WHERE caller = $1 AND key = $2`;
  return { claim, answer };
}

function keyReused(): JsonApiError {
  return new JsonApiError({
    status: 422,
    code: 'idempotency_key_reused',
    detail: 'this key was used for another request; use a new key for each request',
    source: { header: 'Idempotency-Key' },
  });
}

function answerGone(): JsonApiError {
  return new JsonApiError({
    status: 410,
    code: 'idempotent_answer_gone',
    detail:
      'the request with this key was carried out, and the resource in its answer was deleted since; ' +
      'to repeat the request, use a new key',
    source: { header: 'Idempotency-Key' },
  });
}
