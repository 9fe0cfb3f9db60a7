import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { WarnOnce } from '../caching/warn-once.js';
import { RefreshTokenFamiliesRepository } from './refresh-token-families.repository.js';

/** An hour: expired rows are not accepted, so they may stay for a while. */
const PURGE_MS = 3_600_000;

/** Deletes expired refresh tokens for as long as the process runs. */
@Injectable()
export class RefreshTokenPurge implements OnModuleInit, OnApplicationShutdown {
  readonly #warning = new WarnOnce('OAuth');
  #purging?: NodeJS.Timeout;

  constructor(private readonly rows: RefreshTokenFamiliesRepository) {}

  onModuleInit(): void {
    this.#purging = setInterval(() => void this.purge(), PURGE_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#purging);
  }

  /** Never rejects. */
  async purge(): Promise<void> {
    try {
      await this.rows.purge();
      this.#warning.recovered();
    } catch (error) {
      this.#warning.warn('could not delete expired refresh tokens, retrying in an hour', error);
    }
  }
}
