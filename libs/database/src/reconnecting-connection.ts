import { setTimeout as pause } from 'node:timers/promises';
import type { Client, ClientConfig, QueryResultRow } from 'pg';
import { DefiniteSession } from './definite-session.js';

/**
 * Milliseconds; short, so that a lost attempt does not delay noticing that the database is back.
 */
const CONNECTION_TIMEOUT_MS = 2_000;

/**
 * A thousand times the usual answer time; with the pause before it, a dead peer is noticed after
 * 2.5 s.
 */
export const ANSWER_MS = 1_500;

/** Target of a connection. */
export interface WatchedConnectionOptions {
  connection: ClientConfig;
  applicationName: string;
}

/**
 * One connection outside of the pool, from `open` until it is lost. It detects its own loss: by the
 * end of the socket, or by a heartbeat without an answer.
 */
export abstract class ReconnectingConnection {
  /** Resolves with the reason when the connection is lost. */
  readonly lost: Promise<Error>;

  protected readonly client: Client;
  /** Milliseconds between two heartbeats. */
  protected abstract readonly pauseMs: number;

  readonly #resolveLost: (reason: Error) => void;
  #isAlive = true;
  #answeredAt = -Infinity;
  #lostAtMs = Infinity;
  #heartbeat?: NodeJS.Timeout;
  #queries: Promise<unknown> = Promise.resolve();

  constructor({ connection, applicationName }: WatchedConnectionOptions) {
    ({ promise: this.lost, resolve: this.#resolveLost } = withResolver<Error>());
    this.client = new DefiniteSession({
      ...connection,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    });
    this.client.on('error', (error) => this.lose(error));
    this.client.on('end', () => this.lose(new Error('the connection has ended')));
  }

  /**
   * Sends a query whose answer is a sign of life. A rejection means that the connection is lost.
   */
  protected abstract beat(): Promise<unknown>;

  /**
   * True while the connection is proven alive. The clock counts as well as the timers: a process
   * that was suspended for a while would otherwise trust stale data until its timers run.
   */
  get isAlive(): boolean {
    return this.#isAlive && performance.now() - this.#answeredAt <= this.pauseMs + ANSWER_MS;
  }

  /** The time of the last answer, on the clock of `performance.now()`. */
  get answeredAtMs(): number {
    return this.#answeredAt;
  }

  /** Now, or the time of the loss, on the clock of `performance.now()`. */
  get aliveUntilMs(): number {
    const provenUntilMs = this.#answeredAt + this.pauseMs + ANSWER_MS;
    return Math.min(provenUntilMs, this.#isAlive ? performance.now() : this.#lostAtMs);
  }

  /**
   * Connects and waits for an answer: a pooler accepts connections without a database behind it.
   */
  async open(): Promise<void> {
    const connected = this.client.connect().catch((error: Error) => this.lose(error));
    await Promise.race([connected, this.lost]); // pg does not settle when we close meanwhile
    if (!this.#isAlive) throw await this.lost;
    await this.query('SELECT 1');
    this.#beatLater();
  }

  /** Ends the session, so that the server frees it at once; does not wait for a silent server. */
  async close(): Promise<void> {
    const isOpen = this.isAlive;
    this.#isAlive = false;
    this.#lostAtMs = performance.now();
    clearTimeout(this.#heartbeat);
    const goodbye = isOpen && this.client.end().catch(() => {}); // may be lost at this moment
    await Promise.race([goodbye, pause(ANSWER_MS, null, { ref: false })]);
    this.client.connection.stream.destroy();
    this.#resolveLost(new Error('closed'));
  }

  /** Runs queries one after the other, as pg requires. */
  async query<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]> {
    const answer = this.#queries.then(async () => inTime(this.client.query<Row>(sql, values)));
    this.#queries = answer.catch((error: Error) => this.lose(error));
    const { rows } = await answer;
    this.#answeredAt = performance.now();
    return rows;
  }

  protected lose(reason: Error): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#lostAtMs = performance.now();
    clearTimeout(this.#heartbeat);
    this.client.connection.stream.destroy();
    this.#resolveLost(reason);
  }

  #beatLater(): void {
    this.#heartbeat = setTimeout(() => {
      this.beat().then(
        () => this.#beatLater(),
        () => {}, // the connection is lost, and `lost` resolves
      );
    }, this.pauseMs).unref();
  }
}

/**
 * Opens a connection and prepares it. It is closed when one of both fails, and when `closing` is aborted
 * meanwhile.
 */
export async function opened<Connection extends ReconnectingConnection>(
  connection: Connection,
  closing: AbortSignal,
  prepare: () => Promise<void>,
): Promise<Connection> {
  const close = () => void connection.close();
  closing.addEventListener('abort', close, { once: true });
  try {
    await connection.open();
    await prepare();
    return connection;
  } catch (error) {
    void connection.close();
    throw error;
  } finally {
    closing.removeEventListener('abort', close);
  }
}

const NO_HEARTBEAT = 'the database does not answer';

/** True when a connection was lost because the database did not answer. */
export function isSilence({ message }: Error): boolean {
  return message === NO_HEARTBEAT;
}

/**
 * Rejects when an answer takes too long. Not the driver's `query_timeout`, which counts the time
 * that this process was busy or suspended: data that arrived meanwhile is read before giving up.
 */
async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error(NO_HEARTBEAT));
    timer = setTimeout(() => setImmediate(giveUp), ANSWER_MS);
  });
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}

/** Replaces Promise.withResolvers, which Node.js 20 lacks. */
function withResolver<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
