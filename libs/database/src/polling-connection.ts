import { ChangeConnection, type ChangeConnectionOptions } from './change-connection.js';

/** More changes at once (about a megabyte) are not read by name: everything is read again. */
const MAX_CHANGES = 10_000;

/**
 * Seconds that a change is kept for processes that have not polled yet. A process that polls again
 * after a longer time must drop its cached data. This is a hundred times the silence after
 * which a connection counts as lost.
 */
export const CHANGES_KEPT = 300;

/** Result of one poll, and the start of the next one. */
export interface PollResult {
  /** Visible state: every committed transaction, and no other. */
  snapshot: string;
  /** Seconds on the server's clock, which continues while this machine sleeps. */
  at: number;
  /** Identifies the server by its start time. */
  server: string;
  isStandby: boolean;
  changes: [channel: string, payload: string][];
}

/**
 * Selects changes that are visible now and were not in the previous snapshot. Each change is read
 * once, whenever its transaction began and however long it took; timestamps and sequence numbers
 * cannot guarantee that. A future transaction number comes from a dump of another server.
 */
const POLL = `
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

/** Polls for changes where LISTEN is impossible, because polling needs no session. */
export class PollingConnection extends ChangeConnection {
  readonly #channels = new Set<string>();
  #last: PollResult | null = null;

  /** `pauseMs`: milliseconds between two polls. */
  constructor(
    options: ChangeConnectionOptions,
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
    const [result] = (await this.query<PollResult>(POLL, [
      last?.snapshot,
      [...this.#channels],
    ])) as [PollResult];
    const reason = result.isStandby ? 'it is a standby' : last && gap(last, result);
    if (reason) {
      const error = new Error(`changes may have been missed: ${reason}`);
      this.lose(error);
      throw error;
    }
    this.#last = result;
    for (const [channel, payload] of result.changes) this.notified(channel, payload);
  }
}

/** Explains why changes since the last poll may be incomplete; null when they are complete. */
export function gap(last: PollResult, result: PollResult): string | null {
  if (result.server !== last.server) return 'another server answers, or the server was restarted';
  if (end(result) < end(last)) return 'the database was restored to an earlier state';
  if (result.at - last.at > CHANGES_KEPT) return `no poll for ${CHANGES_KEPT} seconds`;
  if (result.changes.length > MAX_CHANGES) return `more than ${MAX_CHANGES} changes at once`;
  return null;
}

/** Returns the first transaction number that was not assigned yet. */
function end({ snapshot }: PollResult): bigint {
  return BigInt(snapshot.split(':')[1]!);
}
