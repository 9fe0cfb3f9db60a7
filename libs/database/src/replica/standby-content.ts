import type { Position } from './position.js';

/** The position of the primary at a time of `performance.now()`. */
interface Sample {
  position: Position;
  atMs: number;
}

/** Samples that wait until the standby has them; with more, every second one is dropped. */
const MAX_SAMPLES = 1000;

/**
 * The content of a standby, as far as it is measured. A standby that has replayed a position of the
 * primary has everything that was committed when the primary had it. This needs no clock of a server,
 * and it also holds when nothing is written, and when the standby has lost the primary.
 */
export class StandbyContent {
  #samples: Sample[] = [];
  #currentAtMs = -Infinity;
  #replayed: Position = -1n;

  /** Everything before this position is on the standby; -1 before the first measurement. */
  get replayed(): Position {
    return this.#replayed;
  }

  /** Milliseconds since the time of whose content the standby certainly has everything. */
  get ageMs(): number {
    return performance.now() - this.#currentAtMs;
  }

  /**
   * Adds a measurement: the position of the standby, and after that the position of the primary.
   *
   * A standby that is ahead of its primary follows another one, as after a fail-over that lost
   * transactions. Positions of the two cannot be compared then, so its content counts as unknown.
   */
  measured(replayed: Position, primary: Sample): void {
    const last = this.#samples.at(-1);
    if (replayed > primary.position) return this.forget();
    // The primary is another one now, whose log is shorter.
    if (last && last.position > primary.position) this.forget();
    this.#replayed = replayed;
    this.#samples.push(primary);
    while (this.#samples[0] && this.#samples[0].position <= replayed) {
      this.#currentAtMs = this.#samples.shift()!.atMs;
    }
    if (this.#samples.length > MAX_SAMPLES) {
      this.#samples = this.#samples.filter((_, index) => index % 2 === 0);
    }
  }

  /** Forgets the content, because the standby may be another one from now on. */
  forget(): void {
    this.#samples = [];
    this.#currentAtMs = -Infinity;
    this.#replayed = -1n;
  }
}
