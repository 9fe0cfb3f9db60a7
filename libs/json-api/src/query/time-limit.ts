/** The time that all statements of one costly read may take together, from the first one on. */
export class TimeLimit {
  /** The start on the clock of `performance.now()`. The wait for a connection of the pool is not counted. */
  #startedAtMs?: number;

  constructor(readonly seconds: number) {}

  /** The time for the next statement, at least 1. Starts the clock when it is the first one. */
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

/** Runs a read when its turn comes, or rejects it. All statements of the read keep to the limit. */
export type InTurn = <Result>(read: (limit: TimeLimit) => Promise<Result>) => Promise<Result>;
