import {
  ReconnectingConnection,
  type WatchedConnectionOptions,
} from './reconnecting-connection.js';

/** More at once, a megabyte of them, are not worth their names: everything is read again. */
const MAX_CHANGES = 10_000;

/**
 * Seconds that a change is kept for those who have not looked yet, and after which
 * one who comes back is told to forget what he knows. A hundred times what a
 * connection may be silent for before it counts as lost.
 */
export const CHANGES_KEPT = 300;

/** What one look finds, and what the next one needs of it. */
export interface Look {
  /** What was visible: every transaction that had committed, and no other. */
  snapshot: string;
  /** Seconds, of the server's clock, which goes on while this machine sleeps. */
  at: number;
  /** Which server answered, by the moment of its start. */
  server: string;
  isStandby: boolean;
  changes: [channel: string, payload: string][];
}

/**
 * What is visible now and was not in the snapshot before. So a change is seen once,
 * whenever its transaction began and however long that took, which neither times nor
 * numbers from a sequence can promise. A number from the future was dumped elsewhere.
 */
const LOOK = `
  SELECT pg_current_snapshot()::text AS snapshot,
    to_json(extract(epoch FROM clock_timestamp())) AS at,
    extract(epoch FROM pg_postmaster_start_time())::text AS server,
    pg_is_in_recovery() AS "isStandby",
    ARRAY(SELECT ARRAY[channel, payload] FROM changes
      WHERE transaction >= pg_snapshot_xmin($1::pg_snapshot)
        AND transaction < pg_snapshot_xmax(pg_current_snapshot())
        AND NOT pg_visible_in_snapshot(transaction, $1::pg_snapshot)
        AND channel = ANY ($2::text[])
      LIMIT ${MAX_CHANGES + 1}) AS changes`;

/** Looks for changes now and then, where LISTEN cannot be: it needs no session. */
export class PollingConnection extends ReconnectingConnection {
  readonly #channels = new Set<string>();
  #last: Look | null = null;

  /** Milliseconds between two looks. */
  constructor(
    options: WatchedConnectionOptions,
    protected readonly pauseMs: number,
  ) {
    super(options);
  }

  async listen(channels: readonly string[]): Promise<void> {
    for (const channel of channels) this.#channels.add(channel);
    await this.beat();
  }

  protected async beat(): Promise<void> {
    const last = this.#last;
    const [look] = (await this.ask<Look>(LOOK, [last?.snapshot, [...this.#channels]])) as [Look];
    const reason = look.isStandby ? 'it is a standby' : last && gap(last, look);
    if (reason) {
      const error = new Error(`something may have been missed: ${reason}`);
      this.lose(error);
      throw error;
    }
    this.#last = look;
    for (const [channel, payload] of look.changes) this.notified(channel, payload);
  }
}

/** Why the changes of a look may not be all that there were since the last one; null when they are. */
export function gap(last: Look, look: Look): string | null {
  if (look.server !== last.server) return 'another server answers, or it was started again';
  if (end(look) < end(last)) return 'the database was put back';
  if (look.at - last.at > CHANGES_KEPT) return `nobody has looked for ${CHANGES_KEPT} seconds`;
  if (look.changes.length > MAX_CHANGES)
    return `there are more than ${MAX_CHANGES} changes at once`;
  return null;
}

/** The first transaction that had not begun. */
function end({ snapshot }: Look): bigint {
  return BigInt(snapshot.split(':')[1]!);
}
