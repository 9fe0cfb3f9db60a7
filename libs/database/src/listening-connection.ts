import { WatchedConnection, type WatchedConnectionOptions } from './watched-connection.js';

/** Nothing tells us of a peer that has gone without a word but a question that it does not answer. */
const HEARTBEAT_MS = 1_000;

export const BACKEND = 'SELECT pg_backend_pid() AS pid';

/** Hears what is sent with NOTIFY, at once. It needs a session of its own at the server. */
export class ListeningConnection extends WatchedConnection {
  protected readonly pauseMs = HEARTBEAT_MS;

  constructor(options: WatchedConnectionOptions) {
    super(options);
    this.client.on('notification', ({ channel, payload }) => this.notified(channel, payload ?? ''));
  }

  async listen(channels: readonly string[]): Promise<void> {
    if (channels.length === 0) return;
    await this.ask(channels.map((channel) => `LISTEN "${channel}"`).join('; '));
  }

  /** The server process that answers. */
  async backend(): Promise<number> {
    const [row] = await this.ask<{ pid: number }>(BACKEND);
    return row!.pid;
  }

  protected async beat(): Promise<void> {
    await this.ask('SELECT 1');
  }
}
