/** The time that all statements of one costly read may take together, from the first statement. */
export class TimeLimit {
  /** The start by `performance.now()`. The wait for a connection of the pool does not count. */
  #startedAtMs?: number;

  constructor(readonly seconds: number) {}

  /**
   * Returns the milliseconds for the next statement, at least 1. The first call starts the clock.
   */
  leftMs(): number {
    const nowMs = performance.now();
    this.#startedAtMs ??= nowMs;
    return Math.max(1, Math.ceil(this.seconds * 1000 - (nowMs - this.#startedAtMs)));
  }

  get isOver(): boolean {
    const startedAtMs = this.#startedAtMs ?? Infinity;
    return performance.now() - startedAtMs >= this.seconds * 1000;
  }
}

/** Runs a read when its turn comes, or rejects it. All statements of the read share the limit. */
export type InTurn = <Result>(read: (limit: TimeLimit) => Promise<Result>) => Promise<Result>;
