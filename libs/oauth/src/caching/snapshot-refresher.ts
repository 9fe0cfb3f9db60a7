import { isDatabaseUnavailable } from '#database';
import type { CacheFreshness, ReadStamp } from './cache-freshness.js';

/**
 * When something in memory is read again, all of it, and whether it can be
 * believed until then.
 */
export class SnapshotRefresher {
  #asked = 0;
  #answered = 0;
  #running: Promise<void> | null = null;
  /** Counts what made all that is being read at the time too old. */
  #changes = 0;
  /** Of what is in memory. */
  #reading: ReadStamp | null = null;
  /** We were told of a change, and could not read it. */
  #isOutdated = false;

  /** `read` must not keep what it has read when it `isStale`. */
  constructor(
    private readonly read: (isStale: () => boolean) => Promise<void>,
    private readonly freshness: CacheFreshness,
  ) {}

  /** Whether nothing can have changed that would not be known within moments. */
  get isUpToDate(): boolean {
    return this.#reading !== null && !this.#isOutdated && this.freshness.isFresh(this.#reading);
  }

  /** Whether memory may be used although the database, which was asked, does not answer. */
  get isUsableWhileStale(): boolean {
    return this.#reading !== null && this.freshness.isUsableWhileStale(this.#reading);
  }

  /**
   * Resolves when memory can be used: at once, or when it is read, or because the
   * database does not answer and memory is good enough.
   *
   * @throws as `read` does
   */
  async upToDate(): Promise<void> {
    if (this.isUpToDate) return;
    try {
      await this.refresh();
    } catch (error) {
      if (!isDatabaseUnavailable(error) || !this.isUsableWhileStale) throw error;
    }
  }

  /** What is read then is of after this call; those who ask meanwhile wait for one more. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    while (this.#answered < asked) await (this.#running ??= this.#run());
  }

  /** What is being read for others, once more if that is too old; begins nothing. @throws as `read` does */
  async underWay(): Promise<void> {
    const asked = this.#asked;
    while (this.#running && this.#answered < asked) await this.#running;
  }

  /** We were told. If it cannot be read now, memory is not believed any more. */
  changed(): void {
    this.#changes += 1;
    this.refresh().catch(() => (this.#isOutdated = true));
  }

  /** Who knows what. */
  missed(): void {
    this.freshness.missed();
    this.changed();
  }

  async #run(): Promise<void> {
    const { asked, changes } = { asked: this.#asked, changes: this.#changes };
    const reading = this.freshness.begin();
    const isStale = () => changes !== this.#changes;
    try {
      await this.read(isStale);
      if (isStale()) return; // and again, for those who wait
      this.#answered = asked;
      this.#reading = reading;
      this.#isOutdated = false;
    } finally {
      this.#running = null;
    }
  }
}
