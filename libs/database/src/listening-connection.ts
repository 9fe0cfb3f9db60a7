import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** One that is lost on its way must not keep us from noticing for long that the database is back. */
const CONNECTION_TIMEOUT_MS = 2_000;

/** Nothing tells us of a peer that has gone without a word but a question that it does not answer. */
const HEARTBEAT_MS = 1_000;

/** A thousand times what an answer takes; with the pause before it, a dead peer is known after 2.5 s. */
const ANSWER_MS = 1_500;

/** Where a connection leads, and who hears what comes over it. */
export interface ListeningConnectionOptions {
  url: string;
  applicationName: string;
  notified: (channel: string, payload: string) => void;
}

/**
 * One connection that hears notifications, from `open` to its end, which it
 * notices by itself: by the end of the socket or by a heartbeat without an answer.
 */
export class ListeningConnection {
  /** Resolves when it is no good any more, with the reason. */
  readonly lost: Promise<Error>;

  /** How many listeners LISTEN is in force for, and have been told so. */
  heard = 0;

  readonly #client: Client;
  readonly #resolveLost: (reason: Error) => void;
  #isAlive = true;
  #answeredAt = -Infinity;
  #lostAtMs = Infinity;
  #heartbeat?: NodeJS.Timeout;
  #asking: Promise<unknown> = Promise.resolve();

  constructor({ url, applicationName, notified }: ListeningConnectionOptions) {
    ({ promise: this.lost, resolve: this.#resolveLost } = withResolver<Error>());
    this.#client = new Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    });
    this.#client.on('error', (error) => this.#lose(error));
    this.#client.on('end', () => this.#lose(new Error('the connection has ended')));
    this.#client.on('notification', ({ channel, payload }) => notified(channel, payload ?? ''));
  }

  /**
   * The clock counts as well as the timers: a process that was stopped for a
   * while would otherwise trust, until its timers run, what it has not heard.
   */
  get isAlive(): boolean {
    return this.#isAlive && performance.now() - this.#answeredAt <= HEARTBEAT_MS + ANSWER_MS;
  }

  /** Now, or when it was lost, as `performance.now()` has it. */
  get aliveUntilMs(): number {
    const provenUntilMs = this.#answeredAt + HEARTBEAT_MS + ANSWER_MS;
    return Math.min(provenUntilMs, this.#isAlive ? performance.now() : this.#lostAtMs);
  }

  async open(): Promise<void> {
    const connected = this.#client.connect().catch((error: Error) => this.#lose(error));
    await Promise.race([connected, this.lost]); // pg says nothing when we close meanwhile
    if (!this.#isAlive) throw await this.lost;
    this.#answeredAt = performance.now();
    this.#beatLater();
  }

  /** In force when it resolves. Listening twice is listening once. */
  async listen(channels: readonly string[]): Promise<void> {
    if (channels.length === 0) return;
    await this.#ask(channels.map((channel) => `LISTEN "${channel}"`).join('; '));
  }

  /** Says goodbye, so that the server forgets us at once, but not to one that does not answer. */
  async close(): Promise<void> {
    const isOpen = this.isAlive;
    this.#isAlive = false;
    this.#lostAtMs = performance.now();
    clearTimeout(this.#heartbeat);
    if (isOpen) await Promise.race([this.#client.end(), pause(ANSWER_MS, null, { ref: false })]);
    this.#client.connection.stream.destroy();
    this.#resolveLost(new Error('closed'));
  }

  #beatLater(): void {
    this.#heartbeat = setTimeout(() => {
      this.#ask('SELECT 1').then(
        () => this.#beatLater(),
        () => {}, // it is lost, as `lost` tells
      );
    }, HEARTBEAT_MS).unref();
  }

  /** One after the other: pg wants its callers to wait. */
  async #ask(sql: string): Promise<void> {
    const answer = this.#asking.then(async () => inTime(this.#client.query(sql)));
    this.#asking = answer.catch((error: Error) => this.#lose(error));
    await answer;
    this.#answeredAt = performance.now();
  }

  #lose(reason: Error): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#lostAtMs = performance.now();
    clearTimeout(this.#heartbeat);
    this.#client.connection.stream.destroy();
    this.#resolveLost(reason);
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
async function inTime(answer: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error(NO_HEARTBEAT));
    timer = setTimeout(() => setImmediate(giveUp), ANSWER_MS);
  });
  await Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}

/** Promise.withResolvers, which Node.js 20 lacks. */
function withResolver<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
