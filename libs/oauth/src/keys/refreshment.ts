import type { Notifications } from '#database';

/** Milliseconds that memory is believed while nobody would tell us more; as for clients. */
const UNTOLD_LIFETIME_MS = 500;

/**
 * When something in memory is read again, and whether it can be believed until
 * then: always while changes are told of, otherwise half a second after the last
 * moment at which nothing can have been missed.
 */
export class Refreshment {
  #asked = 0;
  #answered = 0;
  #running: Promise<void> | null = null;
  /** Counts what made all that is being read at the time too old. */
  #changes = 0;
  /** Everything that we were told of, or missed, has been read. */
  #isComplete = false;
  #trustedAtMs = -Infinity;

  /** `read` must not keep what it has read when it `isStale`. */
  constructor(
    private readonly read: (isStale: () => boolean) => Promise<void>,
    private readonly notifications: Notifications,
  ) {}

  get isUpToDate(): boolean {
    const now = performance.now();
    if (this.#isComplete && this.notifications.isConnected) this.#trustedAtMs = now;
    return now - this.#trustedAtMs <= UNTOLD_LIFETIME_MS;
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
    this.refresh().catch(() => (this.#isComplete = false));
  }

  /** Who knows what. */
  missed(): void {
    this.#isComplete = false;
    this.#trustedAtMs = -Infinity;
    this.changed();
  }

  async #run(): Promise<void> {
    const startedAtMs = performance.now();
    const { asked, changes } = { asked: this.#asked, changes: this.#changes };
    const isStale = () => changes !== this.#changes;
    try {
      await this.read(isStale);
      if (isStale()) return; // and again, for those who wait
      this.#answered = asked;
      this.#isComplete = true;
      this.#trustedAtMs = Math.max(this.#trustedAtMs, startedAtMs);
    } finally {
      this.#running = null;
    }
  }
}
