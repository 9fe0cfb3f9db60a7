import type { Logger } from '@nestjs/common';

/** Logs one warning for work that is retried and keeps failing, however long that lasts. */
export class WarnOnce {
  #isWarned = false;

  constructor(private readonly logger: Logger) {}

  warn(text: string, error: unknown): void {
    if (!this.#isWarned) this.logger.warn(`${text}: ${(error as Error).message}`);
    this.#isWarned = true;
  }

  /** Ends the silence after a success: the next failure is logged again. */
  recovered(): void {
    this.#isWarned = false;
  }
}
