import { Client, type ClientConfig, Pool, type PoolClient, type PoolConfig } from 'pg';
import { DatabaseUnavailable } from './database-unavailable.js';
import { DefiniteSession } from './definite-session.js';
import { withName } from './prepared.js';
import { typeParsers } from './timestamp.js';

type Done = (release?: unknown) => void;
type Callback = (error: Error | undefined, client: PoolClient | undefined, done: Done) => void;

type Ask = (...parameters: unknown[]) => unknown;

/** A connection that tells a database which cannot from a statement that is wrong. */
class Connection extends DefiniteSession {
  /** Whether somebody has got it from the pool. */
  isInUse = false;

  /** When a statement was last done, as `performance.now()` has it. */
  answeredAtMs = -Infinity;

  constructor(config: ClientConfig & Pick<BoundedPoolConfig, 'keepsNoSession'> = {}) {
    super({ types: typeParsers, ...config });
    const { keepsNoSession } = config;
    // Of the driver's many ways to ask, with a callback and with a stream, typeorm has this one.
    const translated = (statement: unknown, ...parameters: unknown[]) => {
      const [values] = parameters;
      const named = keepsNoSession ? nameless(statement) : withName(statement, values);
      const asked = [named, ...parameters];
      const answer = Reflect.apply(Reflect.get(Client.prototype, 'query') as Ask, this, asked);
      return answer instanceof Promise ? answer.then(this.#answered, rethrow) : answer;
    };
    this.query = translated as typeof this.query;
  }

  /**
   * While it is in use, nobody is told that it is lost but by the next statement. At the event
   * typeorm would give it back in the middle of a transaction, and fail with an error of its own;
   * and before typeorm listens nobody does, which ends the process.
   */
  override emit(event: string | symbol, ...parameters: unknown[]): boolean {
    return event === 'error' && this.isInUse ? true : super.emit(event, ...parameters);
  }

  /**
   * An answer that the driver cannot parse, such as a text of more than 512 MiB, costs this
   * connection. The driver parses in an event handler, where an error would end the process.
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

/** A name belongs to a session: in the next one it is not known, or somebody else's. */
function nameless(statement: unknown): unknown {
  const isNamed = typeof statement === 'object' && statement !== null && 'name' in statement;
  return isNamed ? { ...statement, name: undefined } : statement;
}

function rethrow(error: unknown): never {
  throw DatabaseUnavailable.orItself(error);
}

export interface BoundedPoolConfig extends PoolConfig {
  /** Requests that wait for a connection at the most; one more is refused. Without it, no limit. */
  maxWaiting?: number;
  /** Behind a pooler that gives each transaction another one: no statement keeps a name. */
  keepsNoSession?: boolean;
}

/**
 * The connections of a process. Whoever cannot have one is told so, soon: at once
 * when as many wait already as may, or while the database is `away`.
 */
export class BoundedPool extends Pool {
  readonly #maxWaiting: number;
  readonly #connections = new Set<Connection>();
  readonly #waiting = new Set<(reason: DatabaseUnavailable) => void>();
  #away: DatabaseUnavailable | null = null;
  #awaySinceMs = 0;
  /** How many were refused a connection since the start. */
  refused = 0;

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

  /** From now on there are no connections; what is under way on one fails. */
  suspend(reason: string): void {
    this.#away = new DatabaseUnavailable(reason);
    this.#awaySinceMs = performance.now();
    for (const refuse of this.#waiting) refuse(this.#away);
    for (const { connection } of this.#connections) connection.stream.destroy();
  }

  resume(): void {
    this.#away = null;
  }

  get isSuspended(): boolean {
    return this.#away !== null;
  }

  /** Whether somebody has got what he asked for, in as many milliseconds before now. */
  hasAnsweredWithin(ms: number): boolean {
    const since = performance.now() - ms;
    return [...this.#connections].some(({ answeredAtMs }) => answeredAtMs >= since);
  }

  /** Seconds; 0 while it is not. */
  get suspendedFor(): number {
    return this.isSuspended ? (performance.now() - this.#awaySinceMs) / 1000 : 0;
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
    const refusal = this.#refusal();
    if (refusal) {
      this.refused += 1;
      return process.nextTick(callback, refusal, undefined, () => {});
    }
    const refuse = (reason: DatabaseUnavailable) => {
      this.#waiting.delete(refuse);
      callback(reason, undefined, () => {});
    };
    this.#waiting.add(refuse);
    super.connect((error, client, done) => {
      // Nobody is there any more: it was told meanwhile that the database is away.
      if (!this.#waiting.delete(refuse)) return client && done();
      callback(error && new DatabaseUnavailable(error.message, { cause: error }), client, done);
    });
  }

  #refusal(): DatabaseUnavailable | null {
    if (this.#away) return this.#away;
    if (this.waitingCount < this.#maxWaiting) return null;
    return new DatabaseUnavailable(`${this.waitingCount} wait for a connection already`);
  }
}

/** They are all made by the pool, which makes no others. */
function own(client: unknown): Connection {
  return client as Connection;
}
