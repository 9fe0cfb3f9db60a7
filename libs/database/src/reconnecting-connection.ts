import { setTimeout as pause } from 'node:timers/promises';
import type { Client, QueryResultRow } from 'pg';
import { DefiniteSession } from './definite-session.js';

/** One that is lost on its way must not keep us from noticing for long that the database is back. */
const CONNECTION_TIMEOUT_MS = 2_000;

/** A thousand times what an answer takes; with the pause before it, a dead peer is known after 2.5 s. */
export const ANSWER_MS = 1_500;

/** Where a connection leads, and who hears what comes over it. */
export interface WatchedConnectionOptions {
  url: string;
  applicationName: string;
  notified: (channel: string, payload: string) => void;
}

/**
 * One connection over which we are told of what others do, from `open` to its end,
 * which it notices by itself: by the end of the socket or by a heartbeat without an
 * answer.
 */
export abstract class ReconnectingConnection {
  /** Resolves when it is no good any more, with the reason. */
  readonly lost: Promise<Error>;

  /** How many listeners `listen` is in force for, and have been told so. */
  heard = 0;

  protected readonly client: Client;
  protected readonly notified: WatchedConnectionOptions['notified'];
  /** Between two heartbeats. */
  protected abstract readonly pauseMs: number;

  readonly #resolveLost: (reason: Error) => void;
  #isAlive = true;
  #answeredAt = -Infinity;
  #lostAtMs = Infinity;
  #heartbeat?: NodeJS.Timeout;
  #asking: Promise<unknown> = Promise.resolve();

  constructor({ url, applicationName, notified }: WatchedConnectionOptions) {
    ({ promise: this.lost, resolve: this.#resolveLost } = withResolver<Error>());
    this.notified = notified;
    this.client = new DefiniteSession({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    });
    this.client.on('error', (error) => this.lose(error));
    this.client.on('end', () => this.lose(new Error('the connection has ended')));
  }

  /** Of these channels everything that is sent from now on, when it resolves. Twice is once. */
  abstract listen(channels: readonly string[]): Promise<void>;

  /** Asks something, so that its answer is a sign of life. When it rejects, the connection is lost. */
  protected abstract beat(): Promise<unknown>;

  /**
   * The clock counts as well as the timers: a process that was stopped for a
   * while would otherwise trust, until its timers run, what it has not heard.
   */
  get isAlive(): boolean {
    return this.#isAlive && performance.now() - this.#answeredAt <= this.pauseMs + ANSWER_MS;
  }

  /** Now, or when it was lost, as `performance.now()` has it. */
  get aliveUntilMs(): number {
    const provenUntilMs = this.#answeredAt + this.pauseMs + ANSWER_MS;
    return Math.min(provenUntilMs, this.#isAlive ? performance.now() : this.#lostAtMs);
  }

  /** Behind a pooler, which lets everybody in, only an answer shows that there is a database. */
  async open(): Promise<void> {
    const connected = this.client.connect().catch((error: Error) => this.lose(error));
    await Promise.race([connected, this.lost]); // pg says nothing when we close meanwhile
    if (!this.#isAlive) throw await this.lost;
    await this.ask('SELECT 1');
    this.#beatLater();
  }

  /** Says goodbye, so that the server forgets us at once, but not to one that does not answer. */
  async close(): Promise<void> {
    const isOpen = this.isAlive;
    this.#isAlive = false;
    this.#lostAtMs = performance.now();
    clearTimeout(this.#heartbeat);
    const goodbye = isOpen && this.client.end().catch(() => {}); // it may be lost just now
    await Promise.race([goodbye, pause(ANSWER_MS, null, { ref: false })]);
    this.client.connection.stream.destroy();
    this.#resolveLost(new Error('closed'));
  }

  /** One after the other: pg wants its callers to wait. */
  protected async ask<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]> {
    const answer = this.#asking.then(async () => inTime(this.client.query<Row>(sql, values)));
    this.#asking = answer.catch((error: Error) => this.lose(error));
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
        () => {}, // it is lost, as `lost` tells
      );
    }, this.pauseMs).unref();
  }
}

const NO_HEARTBEAT = 'the database does not answer';

/** Whether a connection was lost because it has led nowhere for a while. */
export function isSilence({ message }: Error): boolean {
  return message === NO_HEARTBEAT;
}

/**
 * Not a `query_timeout` of the driver, which counts the time that this process
 * was busy or stopped: what has come meanwhile is read before it is given up.
 */
async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error(NO_HEARTBEAT));
    timer = setTimeout(() => setImmediate(giveUp), ANSWER_MS);
  });
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}

/** Promise.withResolvers, which Node.js 20 lacks. */
function withResolver<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
