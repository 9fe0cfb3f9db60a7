import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { ChangeConnection } from './change-connection.js';
import { clientConfig } from './connection-target.js';
import { Database } from './database.js';
import { isNoAnswer } from './database-unavailable.js';
import { DATABASE_OPTIONS, type DatabaseOptions } from './database.options.js';
import { ListeningConnection } from './listening-connection.js';
import type { NotificationListener } from './notification-listener.js';
import { PollingConnection } from './polling-connection.js';
import { ANSWER_MS, isSilence, opened } from './reconnecting-connection.js';

/** Growing pauses keep a long outage cheap; a restored database is noticed within a second. */
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 100;

const CHANNEL = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * Notifies listeners of changes by other processes, over a separate connection. A connection of
 * the pool would not do: after its release, nobody reads its notifications.
 *
 *     constructor(notifications: Notifications) {
 *       notifications.listen('clients', { notified: (id) => …, missed: () => … });
 *     }
 *
 * Notifications sent while there is no connection are lost. After each new connection, every
 * listener's `missed` is called. Until then `isConnected` is false, and cached data may be stale.
 *
 * This connection also shows whether the database is up. While it does not answer, the pool is
 * suspended, so that requests fail at once instead of waiting one by one.
 */
@Injectable()
export class Notifications implements OnModuleInit {
  readonly #logger = new Logger('Database');
  readonly #listeners: { channel: string; listener: NotificationListener }[] = [];
  readonly #closing = new AbortController();
  #connection: ChangeConnection | null = null;
  #keeping: Promise<void> = Promise.resolve();
  #subscribing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(DATABASE_OPTIONS) private readonly options: DatabaseOptions,
  ) {}

  /** True when the database answers and every listener was called. Polling adds its interval. */
  get isConnected(): boolean {
    const connection = this.#connection;
    return connection !== null && connection.isAlive && this.#isSubscribed(connection);
  }

  /** The time until which the last connection was alive, as `performance.now()` has it. */
  get connectedUntilMs(): number {
    const connection = this.#connection;
    if (!connection || !this.#isSubscribed(connection)) return -Infinity;
    return connection.aliveUntilMs;
  }

  /** Seconds since the time up to which all changes have been received; it grows in an outage. */
  get lag(): number {
    return (performance.now() - (this.#connection?.answeredAtMs ?? -Infinity)) / 1000;
  }

  /** The current connection, for small statements that must not wait for the pool. */
  get connection(): Pick<ChangeConnection, 'query'> | null {
    return this.#connection;
  }

  #isSubscribed(connection: ChangeConnection): boolean {
    return connection.subscribed === this.#listeners.length;
  }

  /** Adds a listener. Its `missed` is called once the channel is subscribed. */
  listen(channel: string, listener: NotificationListener): void {
    if (!CHANNEL.test(channel)) throw new Error(`not the name of a channel: ${channel}`);
    this.#listeners.push({ channel, listener });
    // One after the other: no listener is called twice. The next connection repeats failures.
    const subscribe = async () => this.#connection && this.#subscribe(this.#connection);
    this.#subscribing = this.#subscribing.then(subscribe).catch(() => {});
  }

  /** Opens the first connection. Modules that inject this provider start after it. */
  async onModuleInit(): Promise<void> {
    const connection = await this.#connect();
    this.#keeping = this.#keep(connection);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#connection?.close();
    await this.#keeping;
  }

  async #keep(connection: ChangeConnection): Promise<void> {
    for (let current: ChangeConnection | null = connection; current;) {
      const reason: Error = await current.lost;
      if (this.#closing.signal.aborted) return;
      this.#logger.warn(
        `notification connection lost; changes may arrive late until it is restored: ${reason.message}`,
      );
      // If the database is silent, each request would wait until a timeout.
      if (this.#isSilent(reason)) this.#suspend(reason);
      current = await this.#reconnect();
      if (current) this.#logger.log('notification connection restored');
    }
  }

  /** True when the database is silent. If it answers others, a pooler kept this one waiting. */
  #isSilent(reason: Error): boolean {
    return isSilence(reason) && !this.database.pool.hasAnsweredWithin(ANSWER_MS);
  }

  #suspend(reason: Error): void {
    const { pool } = this.database;
    if (pool.isSuspended) return;
    this.#logger.warn(`the database is away: ${reason.message}`);
    pool.suspend(reason.message);
  }

  #resume(): void {
    const { pool } = this.database;
    if (!pool.isSuspended) return;
    this.#logger.log('the database is back');
    pool.resume();
  }

  /** Retries until it succeeds; null when closing. */
  async #reconnect(): Promise<ChangeConnection | null> {
    const { signal } = this.#closing;
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted;) {
      await pause(pauseMs, null, { ref: false, signal }).catch(() => {});
      const attempt: ChangeConnection | Error | null = signal.aborted
        ? null
        : await this.#connect().catch((error: Error) => error);
      if (!(attempt instanceof Error)) return attempt;
      // A server that rejects the connection is up, and may accept the next one.
      if (isNoAnswer(attempt) || this.#isSilent(attempt)) this.#suspend(attempt);
      pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
    }
    return null;
  }

  async #connect(): Promise<ChangeConnection> {
    const connection = this.#make();
    return opened(connection, this.#closing.signal, async () => {
      this.#resume();
      await this.#subscribe(connection);
      this.#connection = connection;
    });
  }

  /** Subscribes all listeners, also those added meanwhile, and calls `missed` of each. */
  async #subscribe(connection: ChangeConnection): Promise<void> {
    while (!this.#isSubscribed(connection)) {
      const all = this.#listeners.length;
      const added = this.#listeners.slice(connection.subscribed);
      await connection.listen(added.map(({ channel }) => channel));
      for (const { channel, listener } of added) this.#call(channel, () => listener.missed());
      connection.subscribed = all;
    }
  }

  #notify(channel: string, payload: string): void {
    for (const each of this.#listeners) {
      if (each.channel === channel) this.#call(channel, () => each.listener.notified(payload));
    }
  }

  #call(channel: string, listener: () => void): void {
    try {
      listener();
    } catch (error) {
      const { message, stack } = error as Error;
      this.#logger.error(`a listener of ${channel} failed: ${message}`, stack);
    }
  }

  #make(): ChangeConnection {
    const { dataSource } = this.database;
    const target = {
      connection: clientConfig(dataSource),
      applicationName: `${String(Reflect.get(dataSource.options, 'applicationName'))} notifications`,
      notified: (channel: string, payload: string) => this.#notify(channel, payload),
    };
    const { pollInterval } = this.options;
    return pollInterval
      ? new PollingConnection(target, pollInterval)
      : new ListeningConnection(target);
  }
}
