import {
  ReconnectingConnection,
  type WatchedConnectionOptions,
} from '../reconnecting-connection.js';
import { type Position, positionOf } from './position.js';

const STATE = `
  SELECT pg_is_in_recovery() AS "isStandby", pg_last_wal_replay_lsn()::text AS replayed`;

interface State {
  isStandby: boolean;
  /** Null on a server that never was a standby, and on engines that replicate in another way. */
  replayed: string | null;
}

export interface StandbyConnectionOptions extends WatchedConnectionOptions {
  /** Milliseconds between two measurements. */
  pauseMs: number;
  /** Called with the position that the standby has replayed. It does not reject. */
  measured: (replayed: Position) => Promise<void>;
}

/** The connection that measures a standby. It ends when the server is no standby. */
export class StandbyConnection extends ReconnectingConnection {
  protected readonly pauseMs: number;
  readonly #measured: StandbyConnectionOptions['measured'];

  constructor(options: StandbyConnectionOptions) {
    super(options);
    this.pauseMs = options.pauseMs;
    this.#measured = options.measured;
  }

  /** @throws Error when the server is no standby, or the connection is lost */
  async beat(): Promise<void> {
    const [state] = (await this.query(STATE)) as unknown as [State];
    if (!state.isStandby || state.replayed === null) {
      const error = new Error('the server is not a standby');
      this.lose(error);
      throw error;
    }
    await this.#measured(positionOf(state.replayed));
  }
}
