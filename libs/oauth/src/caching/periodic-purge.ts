import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { WarnOnce } from '#database';

/** Deletes expired rows again and again, for as long as the process runs. */
export abstract class PeriodicPurge implements OnModuleInit, OnApplicationShutdown {
  readonly #warnOnce = new WarnOnce('OAuth');
  #timer?: NodeJS.Timeout;

  /** `intervalMs` is the time between two purges; `warning` is logged when they keep failing. */
  constructor(
    private readonly options: { intervalMs: number; warning: string },
    private readonly deleteExpired: () => Promise<void>,
  ) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.purge(), this.options.intervalMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** Never rejects: the next purge deletes what this one could not. */
  async purge(): Promise<void> {
    try {
      await this.deleteExpired();
      this.#warnOnce.recovered();
    } catch (error) {
      this.#warnOnce.warn(this.options.warning, error);
    }
  }
}
