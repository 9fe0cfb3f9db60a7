import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from './database.js';
import { isNoAnswer } from './database-unavailable.js';
import { DATABASE_OPTIONS, type DatabaseOptions } from './database.options.js';
import { ListeningConnection } from './listening-connection.js';
import { PollingConnection } from './polling-connection.js';
import { requireSession } from './session.js';
import { ANSWER_MS, isSilence, type ReconnectingConnection } from './reconnecting-connection.js';

/** Growing so that a long absence costs little, and a database that is back is noticed within a second. */
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 100;

/** What PostgreSQL takes for a name and does not cut off. */
const CHANNEL = /^[a-z_][a-z0-9_]{0,62}$/;

/** Who wants to know what is sent on a channel. Neither may wait for anything. */
export interface NotificationListener {
  notified(payload: string): void;

  /** Something may have been sent that did not come: forget what you know. */
  missed(): void;
}

/**
 * What other processes have changed, told of on a connection of its own: one of
 * the pool is given back, and what is sent then is heard by nobody.
 *
 *     constructor(notifications: Notifications) {
 *       notifications.listen('clients', { notified: (id) => …, missed: () => … });
 *     }
 *
 * Without a connection nothing is heard, and nothing is kept for us: after each
 * one that is made, every listener is told that it missed something. Until then
 * `isConnected` is false, and what a listener knows may be out of date.
 *
 * It is also how the process knows whether the database is there: while nobody
 * answers, the pool is suspended, and requests need not find out each by itself.
 */
@Injectable()
export class Notifications implements OnModuleInit {
  readonly #logger = new Logger('Database');
  readonly #listeners: { channel: string; listener: NotificationListener }[] = [];
  readonly #closing = new AbortController();
  /** The one that is heard, or the last one that was. */
  #connection: ReconnectingConnection | null = null;
  #keeping: Promise<void> = Promise.resolve();
  #hearing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(DATABASE_OPTIONS) private readonly options: DatabaseOptions,
  ) {}

  /**
   * We are told of changes on every channel, every listener knows, and the database
   * answers. What is polled for may have happened since the last look.
   */
  get isConnected(): boolean {
    const connection = this.#connection;
    return connection !== null && connection.isAlive && connection.heard === this.#listeners.length;
  }

  /** Now, or until when the last connection was one, as `performance.now()` has it. */
  get connectedUntilMs(): number {
    const connection = this.#connection;
    if (connection?.heard !== this.#listeners.length) return -Infinity;
    return connection.aliveUntilMs;
  }

  /** Best in a constructor; later, `missed` comes as soon as we are told of that channel, too. */
  listen(channel: string, listener: NotificationListener): void {
    if (!CHANNEL.test(channel)) throw new Error(`not the name of a channel: ${channel}`);
    this.#listeners.push({ channel, listener });
    // In turn, so that nobody is told twice. The next connection does what fails on this one.
    const hear = async () => this.#connection && this.#hear(this.#connection);
    this.#hearing = this.#hearing.then(hear).catch(() => {});
  }

  /** The first connection; modules that use this one are made by now, and start after it. */
  async onModuleInit(): Promise<void> {
    const connection = await this.#connect();
    this.#keeping = this.#keep(connection);
    if (connection instanceof ListeningConnection) {
      await requireSession(connection, this.database.dataSource);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#connection?.close();
    await this.#keeping;
  }

  async #keep(connection: ReconnectingConnection): Promise<void> {
    for (let current: ReconnectingConnection | null = connection; current;) {
      const reason: Error = await current.lost;
      if (this.#closing.signal.aborted) return;
      this.#logger.warn(`notifications are not heard, the connection is lost: ${reason.message}`);
      // The others may live on, unless nobody answers: then they would hang, each on its own.
      if (this.#isSilent(reason)) this.#suspend(reason);
      current = await this.#reconnect();
      if (current) this.#logger.log('notifications are heard again');
    }
  }

  /** Whoever answers the others is there: it was only us that a pooler kept waiting. */
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

  /** Tries until it succeeds; null when it is time to close. */
  async #reconnect(): Promise<ReconnectingConnection | null> {
    const { signal } = this.#closing;
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted;) {
      await pause(pauseMs, null, { ref: false, signal }).catch(() => {});
      const attempt: ReconnectingConnection | Error | null = signal.aborted
        ? null
        : await this.#connect().catch((error: Error) => error);
      if (!(attempt instanceof Error)) return attempt;
      // Whoever refuses is there, and may let others in.
      if (isNoAnswer(attempt) || this.#isSilent(attempt)) this.#suspend(attempt);
      pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
    }
    return null;
  }

  async #connect(): Promise<ReconnectingConnection> {
    const connection = this.#make();
    const close = () => void connection.close();
    this.#closing.signal.addEventListener('abort', close, { once: true });
    try {
      await connection.open();
      this.#resume();
      await this.#hear(connection);
      this.#connection = connection;
      return connection;
    } catch (error) {
      void connection.close();
      throw error;
    } finally {
      this.#closing.signal.removeEventListener('abort', close);
    }
  }

  /** Those that have come since the last time, too: when it resolves there is nobody left. */
  async #hear(connection: ReconnectingConnection): Promise<void> {
    while (connection.heard < this.#listeners.length) {
      const all = this.#listeners.length;
      const added = this.#listeners.slice(connection.heard);
      await connection.listen(added.map(({ channel }) => channel));
      for (const { channel, listener } of added) this.#call(channel, () => listener.missed());
      connection.heard = all;
    }
  }

  #tell(channel: string, payload: string): void {
    for (const each of this.#listeners) {
      if (each.channel === channel) this.#call(channel, () => each.listener.notified(payload));
    }
  }

  #call(channel: string, listener: () => void): void {
    try {
      listener();
    } catch (error) {
      const { message, stack } = error as Error;
      this.#logger.error(`a listener of ${channel} has failed: ${message}`, stack);
    }
  }

  /** To where typeorm has connected, which is the embedded server when that is configured. */
  #make(): ReconnectingConnection {
    const { options } = this.database.dataSource;
    if (options.type !== 'postgres') throw new Error('the database is not PostgreSQL');
    const way = {
      url: options.url ?? '',
      applicationName: `${options.applicationName} notifications`,
      notified: (channel: string, payload: string) => this.#tell(channel, payload),
    };
    const { pollInterval } = this.options;
    return pollInterval ? new PollingConnection(way, pollInterval) : new ListeningConnection(way);
  }
}
