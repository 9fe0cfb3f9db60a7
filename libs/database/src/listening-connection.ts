import {
  ReconnectingConnection,
  type WatchedConnectionOptions,
} from './reconnecting-connection.js';

/** Nothing tells us of a peer that has gone without a word but a question that it does not answer. */
const HEARTBEAT_MS = 1_000;

/**
 * Above 0.9 the trigger sends no notification, so that the change commits. Half is early enough:
 * to fill the rest of a queue of the default size takes minutes, far longer than a heartbeat.
 */
const IS_FULL = 'SELECT pg_notification_queue_usage() > 0.5 AS "isFull"';

export const BACKEND = 'SELECT pg_backend_pid() AS pid';

/** Hears what is sent with NOTIFY, at once. It needs a session of its own at the server. */
export class ListeningConnection extends ReconnectingConnection {
  protected readonly pauseMs = HEARTBEAT_MS;
  #mayHaveMissed = false;

  constructor(options: WatchedConnectionOptions) {
    super(options);
    this.client.on('notification', ({ channel, payload }) => this.notified(channel, payload ?? ''));
  }

  async listen(channels: readonly string[]): Promise<void> {
    if (channels.length === 0) return;
    await this.ask(channels.map((channel) => `LISTEN "${channel}"`).join('; '));
    if (await this.#isQueueFull()) this.#mayHaveMissed = true;
  }

  /** The server process that answers. */
  async backend(): Promise<number> {
    const [row] = await this.ask<{ pid: number }>(BACKEND);
    return row!.pid;
  }

  /**
   * After the queue was full, the connection is closed at the next heartbeat, even if the queue is
   * empty by then. The next connection reads the changes that were not notified.
   */
  protected async beat(): Promise<void> {
    const isFull = await this.#isQueueFull();
    if (!isFull && !this.#mayHaveMissed) return;
    const error = new Error('the NOTIFY queue is filling up: end the sessions that hold it');
    this.lose(error);
    throw error;
  }

  async #isQueueFull(): Promise<boolean> {
    const [row] = await this.ask<{ isFull: boolean }>(IS_FULL);
    return row!.isFull;
  }
}
