import { Logger } from '@nestjs/common';

/** Logs one warning for work that is retried and keeps failing, however long that lasts. */
export class WarnOnce {
  #isWarned = false;

  readonly #logger: Logger;

  /** `context` is the part of the server that the warning is about. */
  constructor(context: string) {
    this.#logger = new Logger(context);
  }

  warn(text: string, error: unknown): void {
    if (!this.#isWarned) this.#logger.warn(`${text}: ${(error as Error).message}`);
    this.#isWarned = true;
  }

  /** Ends the silence after a success: the next failure is logged again. */
  recovered(): void {
    this.#isWarned = false;
  }
}
