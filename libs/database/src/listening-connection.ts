import { ChangeConnection, type ChangeConnectionOptions } from './change-connection.js';

/**
 * Milliseconds between two heartbeats. Only an unanswered query reveals a peer that vanished
 * silently.
 */
const HEARTBEAT_MS = 1_000;

/**
 * Above 0.9 the trigger sends no notification, so that the change can commit. Half is early enough:
 * filling the rest of a queue of the default size takes minutes, far longer than a heartbeat.
 */
const IS_FULL = 'SELECT pg_notification_queue_usage() > 0.5 AS "isFull"';

/** Receives NOTIFY messages at once. Needs a server session that no pooler shares. */
export class ListeningConnection extends ChangeConnection {
  protected readonly pauseMs = HEARTBEAT_MS;
  #mayHaveMissed = false;

  constructor(options: ChangeConnectionOptions) {
    super(options);
    this.client.on('notification', ({ channel, payload }) => this.notified(channel, payload ?? ''));
  }

  async listen(channels: readonly string[]): Promise<void> {
    if (channels.length === 0) return;
    await this.query(channels.map((channel) => `LISTEN "${channel}"`).join('; '));
    if (await this.#isQueueFull()) this.#mayHaveMissed = true;
  }

  /**
   * Closes the connection at the first heartbeat after the queue was nearly full, even if it is
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
    const [row] = await this.query<{ isFull: boolean }>(IS_FULL);
    return row!.isFull;
  }
}
