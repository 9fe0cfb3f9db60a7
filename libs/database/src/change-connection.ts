import {
  ReconnectingConnection,
  type WatchedConnectionOptions,
} from './reconnecting-connection.js';

/** Target of a connection, and the receiver of its notifications. */
export interface ChangeConnectionOptions extends WatchedConnectionOptions {
  notified: (channel: string, payload: string) => void;
}

/** A connection that receives changes by other processes. */
export abstract class ChangeConnection extends ReconnectingConnection {
  /** Number of listeners whose channels are subscribed and whose `missed` was called. */
  subscribed = 0;

  protected readonly notified: ChangeConnectionOptions['notified'];

  constructor(options: ChangeConnectionOptions) {
    super(options);
    this.notified = options.notified;
  }

  /** Subscribes to channels; afterwards every notification on them is received. Idempotent. */
  abstract listen(channels: readonly string[]): Promise<void>;
}
