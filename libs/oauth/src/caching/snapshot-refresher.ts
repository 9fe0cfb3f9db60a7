import { isDatabaseUnavailable } from '#database';
import type { CacheFreshness, ReadStamp } from './cache-freshness.js';

/**
 * Reads a snapshot in memory again as a whole when it has changed, and says whether the
 * snapshot is fresh, or usable while stale, until then.
 */
export class SnapshotRefresher {
  /** The number of calls of `refresh`. */
  #requested = 0;
  /** The number of the last call of `refresh` that a read has served. */
  #completed = 0;
  #running: Promise<void> | null = null;
  /** Counts changes; each makes a read that is running at the time stale. */
  #changes = 0;
  /** The stamp of the snapshot in memory. */
  #stamp: ReadStamp | null = null;
  /** The time since which a notified change could not be read, by `performance.now()`. */
  #outdatedSinceMs: number | null = null;

  /** `read` must discard its result when `isStale()` returns true. */
  constructor(
    private readonly read: (isStale: () => boolean) => Promise<void>,
    private readonly freshness: CacheFreshness,
  ) {}

  /** True when the snapshot is fresh: any later change will be noticed within moments. */
  get isUpToDate(): boolean {
    return (
      this.#stamp !== null && this.#outdatedSinceMs === null && this.freshness.isFresh(this.#stamp)
    );
  }

  /** Seconds since the snapshot was certainly right; 0 while it is fresh. */
  get lag(): number {
    if (this.isUpToDate) return 0;
    if (this.#stamp === null) return Infinity;
    const rightAtMs = this.freshness.rightAtMs(this.#stamp);
    return (performance.now() - Math.min(rightAtMs, this.#outdatedSinceMs ?? Infinity)) / 1000;
  }

  /** True when the snapshot may be used because the database was asked and does not answer. */
  get isUsableWhileStale(): boolean {
    return this.#stamp !== null && this.freshness.isUsableWhileStale(this.#stamp);
  }

  /**
   * Resolves when the snapshot can be used: at once while it is fresh, otherwise after it was
   * read again, or when the database does not answer and the snapshot is usable while stale.
   *
   * @throws the error of `read`
   */
  async upToDate(): Promise<void> {
    if (this.isUpToDate) return;
    try {
      await this.refresh();
    } catch (error) {
      if (!isDatabaseUnavailable(error) || !this.isUsableWhileStale) throw error;
    }
  }

  /**
   * Reads the snapshot; the read starts after this call. Calls during a running read share the
   * next one.
   *
   * @throws the error of `read`
   */
  async refresh(): Promise<void> {
    const requested = ++this.#requested;
    while (this.#completed < requested) await (this.#running ??= this.#run());
  }

  /**
   * Waits for a running read, and for its repetition when a change made it stale. Starts no
   * read of its own.
   *
   * @throws the error of `read`
   */
  async underWay(): Promise<void> {
    const requested = this.#requested;
    while (this.#running && this.#completed < requested) await this.#running;
  }

  /** Reads a notified change. If that fails, the snapshot is no longer fresh. */
  changed(): void {
    this.#changes += 1;
    this.refresh().catch(() => (this.#outdatedSinceMs ??= performance.now()));
  }

  /** Reads the snapshot again after missed notifications: anything may have changed. */
  missed(): void {
    this.freshness.missed();
    this.changed();
  }

  async #run(): Promise<void> {
    const { requested, changes } = { requested: this.#requested, changes: this.#changes };
    const stamp = this.freshness.begin();
    const isStale = () => changes !== this.#changes;
    try {
      await this.read(isStale);
      if (isStale()) return; // the waiting callers read again
      this.#completed = requested;
      this.#stamp = stamp;
      this.#outdatedSinceMs = null;
    } finally {
      this.#running = null;
    }
  }
}
