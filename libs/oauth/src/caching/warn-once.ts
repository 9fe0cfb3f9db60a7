import type { Logger } from '@nestjs/common';

/** What is tried again and again and fails: said once, however long it lasts. */
export class WarnOnce {
  #isMade = false;

  constructor(private readonly logger: Logger) {}

  warn(text: string, error: unknown): void {
    if (!this.#isMade) this.logger.warn(`${text}: ${(error as Error).message}`);
    this.#isMade = true;
  }

  /** It works again, and the next failure is news. */
  recovered(): void {
    this.#isMade = false;
  }
}
