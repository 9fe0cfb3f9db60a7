import { currentTerminal, type Screen } from './terminal.js';

/** Milliseconds before the first text. Shorter work shows none. */
const FIRST_MS = 1000;

/** Milliseconds between two texts. */
const NEXT_MS = 200;

/** Moves to the start of the line, and erases it (ECMA-48, CR and EL). */
const CLEAR = '\r\u001b[K';

/** Reports how much is done, of how much in all if that is known. */
export type Report = (done: number, total?: number) => void;

/**
 * Does long work, and shows its progress on the last line of a terminal, such as `verified 500 of 900
 * events`. Elsewhere it shows nothing, so that the log of a job stays short.
 */
export async function withProgress<Result>(
  [verb, noun]: readonly [verb: string, noun: string],
  work: (report: Report) => Promise<Result>,
): Promise<Result> {
  const { stderr } = currentTerminal();
  if (!stderr.isTTY) return work(() => {});
  const line = new ProgressLine(stderr);
  try {
    return await work((done, total) => {
      const all = total === undefined ? '' : ` of ${total}`;
      line.show(`${verb} ${done}${all} ${noun}`);
    });
  } finally {
    line.clear();
  }
}

class ProgressLine {
  #nextMs = performance.now() + FIRST_MS;
  #isShown = false;

  constructor(private readonly screen: Screen) {}

  show(text: string): void {
    if (performance.now() < this.#nextMs) return;
    this.#nextMs = performance.now() + NEXT_MS;
    this.#isShown = true;
    this.screen.write(`${CLEAR}${text}`);
  }

  clear(): void {
    if (this.#isShown) this.screen.write(CLEAR);
  }
}
