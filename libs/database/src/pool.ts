import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { DatabaseUnavailable } from './database-unavailable.js';
import { PooledConnection } from './pooled-connection.js';
import { connectionWaits, statementDurations } from './statement-durations.js';

/**
 * PostgreSQL itself ends statements that take too long, but not a commit that waits for a synchronous
 * standby. This time later the answer no longer comes.
 */
const ANSWER_MARGIN_MS = 1_000;
const SWEEP_MS = 500;
const UNANSWERED = 'a statement was not answered, such as a commit without its synchronous standby';

/** The labels of the pools in `waits`: a process has one, and perhaps one for its read replica. */
const POOL = ['latchkey'];
const REPLICA_POOL = ['latchkey replica'];

type Done = (release?: unknown) => void;
type Callback = (error: Error | undefined, client: PoolClient | undefined, done: Done) => void;

export interface BoundedPoolConfig extends PoolConfig {
  /** Maximum requests that wait for a connection; further ones are rejected. Missing: no limit. */
  maxWaiting?: number;
  /** True behind a pooler in transaction mode: prepared statements get no name. */
  keepsNoSession?: boolean;
  /** The pool of the primary, whose measurements the pool of a read replica adds to. */
  measuredWith?: BoundedPool;
}

/**
 * The connections of a process. A request that cannot have a connection is rejected: at once when
 * too many requests wait or the database is away, otherwise after the connection timeout.
 */
export class BoundedPool extends Pool {
  readonly #maxWaiting: number;
  readonly #connections = new Set<PooledConnection>();
  readonly #waiting = new Set<(reason: DatabaseUnavailable) => void>();
  #suspension: DatabaseUnavailable | null = null;
  #suspendedSinceMs = 0;
  /** Requests that were rejected since the start. */
  rejected = 0;

  readonly statements: ReturnType<typeof statementDurations>;
  readonly waits: ReturnType<typeof connectionWaits>;
  readonly #labels: readonly string[];
  readonly #sweeping?: NodeJS.Timeout;

  constructor({ maxWaiting = Infinity, measuredWith, ...config }: BoundedPoolConfig = {}) {
    super({ ...config, Client: PooledConnection });
    this.#maxWaiting = maxWaiting;
    this.statements = measuredWith?.statements ?? statementDurations();
    this.waits = measuredWith?.waits ?? connectionWaits();
    this.#labels = measuredWith ? REPLICA_POOL : POOL;
    const { statement_timeout: timeoutMs } = config;
    if (timeoutMs) {
      const limitMs = timeoutMs + ANSWER_MARGIN_MS;
      // After a pause of this process, answers that have arrived meanwhile are read first.
      const sweep = () => setImmediate(() => this.#endUnanswered(limitMs));
      this.#sweeping = setInterval(sweep, SWEEP_MS).unref();
    }
    this.on('connect', (client) => {
      this.#connections.add(own(client));
      own(client).ownParserFailures();
      own(client).durations = this.statements;
    });
    this.on('remove', (client) => this.#connections.delete(own(client)));
    this.on('acquire', (client) => (own(client).isInUse = true));
    this.on('release', (_, client) => own(client).released());
  }

  /** Rejects all requests for connections from now on, and fails statements in progress. */
  suspend(reason: string): void {
    this.#suspension = new DatabaseUnavailable(reason);
    this.#suspendedSinceMs = performance.now();
    for (const reject of this.#waiting) reject(this.#suspension);
    for (const { connection } of this.#connections) connection.stream.destroy();
  }

  resume(): void {
    this.#suspension = null;
  }

  get isSuspended(): boolean {
    return this.#suspension !== null;
  }

  /** True when a statement was completed in the last `ms` milliseconds. */
  hasAnsweredWithin(ms: number): boolean {
    const since = performance.now() - ms;
    return [...this.#connections].some(({ answeredAtMs }) => answeredAtMs >= since);
  }

  /** Seconds since the pool was suspended; 0 while it is not. */
  get suspendedFor(): number {
    return this.isSuspended ? (performance.now() - this.#suspendedSinceMs) / 1000 : 0;
  }

  override end(): Promise<void>;
  override end(callback: () => void): void;
  override end(callback?: () => void): Promise<void> | void {
    clearInterval(this.#sweeping);
    return callback ? super.end(callback) : super.end();
  }

  /** Fails the statements that have waited longer, and closes their connections. */
  #endUnanswered(limitMs: number): void {
    const untilMs = performance.now() - limitMs;
    for (const { waitingSinceMs, connection } of this.#connections) {
      if (waitingSinceMs === null || waitingSinceMs > untilMs) continue;
      connection.stream.destroy(new DatabaseUnavailable(UNANSWERED));
    }
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<PoolClient> | void {
    if (callback) return this.#connect(callback);
    return new Promise<PoolClient>((resolve, reject) => {
      this.#connect((error, client) => (client ? resolve(client) : reject(error!)));
    });
  }

  #connect(callback: Callback): void {
    const error = this.#unavailable();
    if (error) {
      this.rejected += 1;
      return process.nextTick(callback, error, undefined, () => {});
    }
    const reject = (reason: DatabaseUnavailable) => {
      this.#waiting.delete(reject);
      callback(reason, undefined, () => {});
    };
    this.#waiting.add(reject);
    const sinceMs = performance.now();
    super.connect((failure, client, done) => {
      // The request was already rejected, because the database is away.
      if (!this.#waiting.delete(reject)) return client && done();
      if (client) this.waits.observe((performance.now() - sinceMs) / 1000, this.#labels);
      callback(
        failure && new DatabaseUnavailable(failure.message, { cause: failure }),
        client,
        done,
      );
    });
  }

  #unavailable(): DatabaseUnavailable | null {
    if (this.#suspension) return this.#suspension;
    if (this.waitingCount < this.#maxWaiting) return null;
    return new DatabaseUnavailable(`${this.waitingCount} requests already wait for a connection`);
  }
}

/** Narrows the type: the pool creates all of its clients as `PooledConnection`. */
function own(client: unknown): PooledConnection {
  return client as PooledConnection;
}
