import type { Position } from './position.js';

interface Change {
  position: Position;
  /** By `performance.now()`. */
  untilMs: number;
}

/** Callers with recent changes in one process; a caller takes some 200 bytes. */
const MAX_CALLERS = 10_000;

/**
 * The positions after the last change of each caller, so that its reads see it. A change is forgotten
 * when it is older than the maximum lag: a standby that is read from has it by then.
 */
export class OwnChanges {
  /** The oldest first. */
  readonly #changes = new Map<string, Change>();

  /** The position for callers that are no longer in the map, because it was full. */
  #others: Change = { position: -1n, untilMs: 0 };

  /** `keptMs` is the maximum lag in milliseconds. */
  constructor(private readonly keptMs: number) {}

  /** Adds a change after its commit. */
  add(caller: string, position: Position): void {
    this.#expire();
    const earlier = this.positionOf(caller);
    this.#changes.delete(caller);
    const latest = position > earlier ? position : earlier;
    this.#changes.set(caller, { position: latest, untilMs: performance.now() + this.keptMs });
    if (this.#changes.size <= MAX_CALLERS) return;
    const [first] = this.#changes;
    const [oldest, change] = first!;
    this.#changes.delete(oldest);
    if (change.position > this.#others.position) this.#others = { ...change };
    this.#others.untilMs = Math.max(this.#others.untilMs, change.untilMs);
  }

  /** Returns the position that a standby needs for a read of the caller; -1 for any. */
  positionOf(caller: string): Position {
    const nowMs = performance.now();
    const change = this.#changes.get(caller) ?? this.#others;
    return change.untilMs >= nowMs ? change.position : -1n;
  }

  #expire(): void {
    const nowMs = performance.now();
    for (const [caller, { untilMs }] of this.#changes) {
      if (untilMs >= nowMs) return;
      this.#changes.delete(caller);
    }
  }
}
