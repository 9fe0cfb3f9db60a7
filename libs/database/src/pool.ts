import { Client, type ClientConfig, Pool, type PoolClient, type PoolConfig } from 'pg';
import { DatabaseUnavailable } from './database-unavailable.js';
import { DefiniteSession } from './definite-session.js';
import { withName } from './prepared.js';
import { typeParsers } from './timestamp.js';

type Done = (release?: unknown) => void;
type Callback = (error: Error | undefined, client: PoolClient | undefined, done: Done) => void;

type Query = (...parameters: unknown[]) => unknown;

/** A connection that distinguishes an unavailable database from a wrong statement. */
class Connection extends DefiniteSession {
  /** True while the connection is checked out of the pool. */
  isInUse = false;

  /** Time of the last completed statement, on the clock of `performance.now()`. */
  answeredAtMs = -Infinity;

  constructor(config: ClientConfig & Pick<BoundedPoolConfig, 'keepsNoSession'> = {}) {
    super({ types: typeParsers, ...config });
    const { keepsNoSession } = config;
    // Of the driver's overloads, typeorm uses the promise, and the pool the callback.
    const translated = (statement: unknown, ...parameters: unknown[]) => {
      const [values] = parameters;
      const named = keepsNoSession ? nameless(statement) : withName(statement, values);
      const query = Reflect.get(Client.prototype, 'query') as Query;
      const isPromised = !parameters.some((parameter) => typeof parameter === 'function');
      if (!isPromised) return Reflect.apply(query, this, [named, ...parameters]);
      // Rows of the driver's promises survive until the next full garbage collection: of a page of
      // 25 users, 15 KB of garbage stays in memory, and its collection takes 9 % of the page.
      return new Promise((resolve, reject) => {
        const done = (error: unknown, answer: unknown) => (error ? reject(error) : resolve(answer));
        Reflect.apply(query, this, [named, values, done]);
      }).then(this.#answered, rethrow);
    };
    this.query = translated as typeof this.query;
  }

  /**
   * Suppresses error events while the connection is in use; the next statement reports the loss. On
   * the event, typeorm would release the connection in the middle of a transaction and fail with a
   * different error. Before typeorm adds its listener, an event would end the process.
   */
  override emit(event: string | symbol, ...parameters: unknown[]): boolean {
    return event === 'error' && this.isInUse ? true : super.emit(event, ...parameters);
  }

  /**
   * Closes the connection when the driver cannot parse an answer, such as a text of more than 512
   * MiB. The driver parses in an event handler, where an error would end the process.
   */
  ownParserFailures(): void {
    const { stream } = this.connection;
    const [parse] = stream.listeners('data') as [(chunk: Buffer) => void];
    stream.off('data', parse).on('data', (chunk: Buffer) => {
      try {
        parse(chunk);
      } catch (error) {
        const { message } = error as Error;
        stream.destroy(new DatabaseUnavailable(`an answer cannot be read: ${message}`));
      }
    });
  }

  readonly #answered = <Answer>(answer: Answer): Answer => {
    this.answeredAtMs = performance.now();
    return answer;
  };
}

/** Removes the statement name: another session lacks it, or has a different statement under it. */
function nameless(statement: unknown): unknown {
  const isNamed = typeof statement === 'object' && statement !== null && 'name' in statement;
  return isNamed ? { ...statement, name: undefined } : statement;
}

/** Throws the error with the stack of the caller, as the driver's promise does. */
function rethrow(error: unknown): never {
  if (error instanceof Error) Error.captureStackTrace(error);
  throw DatabaseUnavailable.orItself(error);
}

export interface BoundedPoolConfig extends PoolConfig {
  /** Maximum requests that wait for a connection; further ones are rejected. Missing: no limit. */
  maxWaiting?: number;
  /** True behind a pooler in transaction mode: prepared statements get no name. */
  keepsNoSession?: boolean;
}

/**
 * The connections of a process. A request that cannot have a connection is rejected: at once when
 * too many requests wait or the database is away, otherwise after the connection timeout.
 */
export class BoundedPool extends Pool {
  readonly #maxWaiting: number;
  readonly #connections = new Set<Connection>();
  readonly #waiting = new Set<(reason: DatabaseUnavailable) => void>();
  #suspension: DatabaseUnavailable | null = null;
  #suspendedSinceMs = 0;
  /** Requests that were rejected since the start. */
  rejected = 0;

  constructor({ maxWaiting = Infinity, ...config }: BoundedPoolConfig = {}) {
    super({ ...config, Client: Connection });
    this.#maxWaiting = maxWaiting;
    this.on('connect', (client) => {
      this.#connections.add(own(client));
      own(client).ownParserFailures();
    });
    this.on('remove', (client) => this.#connections.delete(own(client)));
    this.on('acquire', (client) => (own(client).isInUse = true));
    this.on('release', (_, client) => (own(client).isInUse = false));
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
    super.connect((failure, client, done) => {
      // The request was already rejected, because the database is away.
      if (!this.#waiting.delete(reject)) return client && done();
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

/** Narrows the type: the pool creates all of its clients as `Connection`. */
function own(client: unknown): Connection {
  return client as Connection;
}
