import type { Logger } from '@nestjs/common';

/** What is tried again and again and fails: said once, however long it lasts. */
export class Complaint {
  #isMade = false;

  constructor(private readonly logger: Logger) {}

  make(text: string, error: unknown): void {
    if (!this.#isMade) this.logger.warn(`${text}: ${(error as Error).message}`);
    this.#isMade = true;
  }

  /** It works again, and the next failure is news. */
  settle(): void {
    this.#isMade = false;
  }
}
