import type { Notifications } from '#database';

/** Milliseconds for which cached data counts as fresh after the end of the notification connection. */
const UNNOTIFIED_LIFETIME_MS = 500;

/**
 * The time between two moments at which notifications may have been missed; see `CacheFreshness`.
 */
interface Epoch {
  /** The end of notifications in this epoch, by `performance.now()`; null while the epoch lasts. */
  notifiedUntilMs: number | null;
}

/** The moment at which something was read from the database. */
export interface ReadStamp {
  atMs: number;
  epoch: Epoch;
}

/**
 * Decides how long data from the database counts as fresh: while the connection for notifications is
 * alive, and half a second after that. While the database does not answer, stale data is
 * usable for `staleFor` seconds after the last moment at which it was known to be right.
 *
 * Each read has its own such moment. When notifications were missed after a read, reconnecting
 * does not refresh that read: only a new one does.
 */
export class CacheFreshness {
  #epoch: Epoch = { notifiedUntilMs: null };

  constructor(
    private readonly notifications: Pick<Notifications, 'connectedUntilMs'>,
    private readonly staleFor: number,
  ) {}

  /** Returns the stamp for a read that starts after this call. */
  begin(): ReadStamp {
    return { atMs: performance.now(), epoch: this.#epoch };
  }

  /** Makes all earlier reads stale, because notifications may have been missed. */
  missed(): void {
    this.#epoch.notifiedUntilMs = this.notifications.connectedUntilMs;
    this.#epoch = { notifiedUntilMs: null };
  }

  /**
   * True when the data needs no new read. `lifetimeMs` limits its age even while the connection is
   * alive, as a safety net.
   */
  isFresh({ atMs, epoch }: ReadStamp, lifetimeMs = Infinity): boolean {
    if (epoch !== this.#epoch) return false;
    const now = performance.now();
    const rightAtMs = Math.max(atMs, this.notifications.connectedUntilMs);
    return now - rightAtMs <= UNNOTIFIED_LIFETIME_MS && now - atMs <= lifetimeMs;
  }

  /** True when stale data may be used because the database was asked and does not answer. */
  isUsableWhileStale(stamp: ReadStamp): boolean {
    return performance.now() - this.rightAtMs(stamp) < this.staleFor * 1000;
  }

  /** The last moment at which the data was certainly right, by `performance.now()`. */
  rightAtMs({ atMs, epoch }: ReadStamp): number {
    return Math.max(atMs, epoch.notifiedUntilMs ?? this.notifications.connectedUntilMs);
  }
}
