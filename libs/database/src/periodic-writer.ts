import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { PeriodicTask } from './periodic-task.js';
import { WarnOnce } from './warn-once.js';

interface Writing {
  /** Seconds between two writes. */
  interval: number;

  /** The part of the server that the warning is about. */
  context: string;

  /** Logged once when writes fail, however long that lasts. */
  warning: string;
}

/**
 * Writes rows that wait in memory, again and again for as long as the process runs, and the rest when
 * it ends.
 */
export abstract class PeriodicWriter implements OnModuleInit, OnApplicationShutdown {
  readonly #warnOnce: WarnOnce;
  readonly #writing: PeriodicTask;

  constructor({ interval, context, warning }: Writing) {
    this.#warnOnce = new WarnOnce(context);
    this.#writing = new PeriodicTask(interval * 1000, async () => this.#attempt(warning));
  }

  onModuleInit(): void {
    this.#writing.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#writing.stop();
    await this.flush();
  }

  /** Writes the rows so far, one write after the other. Never rejects. */
  async flush(): Promise<void> {
    return this.#writing.run();
  }

  /** Writes the rows so far. When it rejects, it keeps those that it has not written. */
  protected abstract write(): Promise<void>;

  async #attempt(warning: string): Promise<void> {
    try {
      await this.write();
      this.#warnOnce.recovered();
    } catch (error) {
      this.#warnOnce.warn(warning, error);
    }
  }
}
