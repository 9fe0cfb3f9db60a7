import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { BoundedPool } from '../pool.js';
import { opened } from '../reconnecting-connection.js';
import { type Position, positionOf } from './position.js';
import type { StatementRunner } from './replica-pool.js';
import { StandbyConnection } from './standby-connection.js';
import { StandbyContent } from './standby-content.js';
import { OtherSystem, requireSameSystem } from './system.js';

/** Measurements in the time of the maximum lag, and the milliseconds between two of them at most. */
const MEASUREMENTS = 10;
const MAX_PAUSE_MS = 200;

/** Milliseconds before the next attempt to reach the standby. */
const RETRY_MS = 500;

/**
 * The written position is never less than that of a commit that was confirmed to a caller. The
 * position of insertion may be ahead of all that will ever be sent.
 */
const WRITTEN = 'SELECT pg_current_wal_lsn()::text AS written';

export interface ReplicaOptions {
  /** The URL of the standby, with the login of the application. */
  url: string;
  /** Milliseconds. */
  maxLagMs: number;
  applicationName: string;
  /** The name of the setting with the URL: `database.readUrl (DATABASE_READ_URL)`. */
  setting: string;
}

export interface Servers {
  /** The pool of the standby. */
  pool: BoundedPool;
  /** Runs statements on the primary. */
  primary: StatementRunner;
  /** Returns a connection to the primary that no request delays; null while there is none. */
  watch: () => { query(sql: string): Promise<unknown> } | null;
}

/** Measures a standby, and suspends its pool while it cannot be read from. */
export class StandbyWatch {
  readonly content = new StandbyContent();
  readonly #closing = new AbortController();
  readonly #logger = new Logger('Database');
  #connection: StandbyConnection | null = null;
  #keeping: Promise<void> = Promise.resolve();
  /** The last reason for which the standby was not used; null while it is used. */
  #fault: string | null = null;

  constructor(
    private readonly servers: Servers,
    private readonly options: ReplicaOptions,
  ) {
    servers.pool.suspend('it is not measured yet');
  }

  /**
   * Makes the first attempt to reach the standby, and goes on in the background. A standby that is
   * away, or that is none at the moment, does not stop the start, because a fail-over may be going on.
   *
   * @throws Error for a server of another system
   */
  async start(): Promise<void> {
    const first = await this.#connect().catch((error: Error) => error);
    if (first instanceof OtherSystem) throw new Error(this.#text(first.message), { cause: first });
    this.#keeping = this.#keep(first);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#connection?.close();
    await this.#keeping;
  }

  async #keep(first: StandbyConnection | Error): Promise<void> {
    const { signal } = this.#closing;
    for (let current = first; !signal.aborted;) {
      if (!(current instanceof Error)) current = await current.lost;
      if (signal.aborted) return;
      this.#failed(current);
      await pause(RETRY_MS, null, { ref: false, signal }).catch(() => {});
      if (signal.aborted) return;
      current = await this.#connect().catch((error: Error) => error);
    }
  }

  async #connect(): Promise<StandbyConnection> {
    const { url, maxLagMs, applicationName } = this.options;
    const connection = new StandbyConnection({
      connection: { connectionString: url },
      applicationName: `${applicationName} replica`,
      pauseMs: Math.min(maxLagMs / MEASUREMENTS, MAX_PAUSE_MS),
      measured: async (replayed) => this.#measured(replayed),
    });
    return opened(connection, this.#closing.signal, async () => {
      await requireSameSystem(this.servers.primary, connection);
      await connection.beat();
      this.#connection = connection;
      this.servers.pool.resume();
      if (this.#fault !== null) this.#logger.log(this.#text('reads go to the standby again'));
      this.#fault = null;
    });
  }

  async #measured(replayed: Position): Promise<void> {
    const watch = this.servers.watch();
    if (!watch) return;
    const atMs = performance.now();
    const position = await writtenBy(watch).catch(() => null);
    if (position !== null) this.content.measured(replayed, { position, atMs });
  }

  /** Stops reads on the standby, also those in progress, which the primary then answers. */
  #failed({ message }: Error): void {
    this.content.forget();
    this.servers.pool.suspend(message);
    if (this.#fault === message) return;
    this.#fault = message;
    this.#logger.warn(this.#text(`reads go to the primary: ${message}`));
  }

  #text(text: string): string {
    return `${this.options.setting}: ${text}`;
  }
}

/** Returns the position that the primary has written, which covers all commits so far. */
export async function writtenBy(primary: {
  query(sql: string): Promise<unknown>;
}): Promise<Position> {
  const [{ written }] = (await primary.query(WRITTEN)) as [{ written: string }];
  return positionOf(written);
}
