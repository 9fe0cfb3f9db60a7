import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { EndingSecretsRepository } from './ending-secrets.repository.js';

const DAYS = [1, 7, 14];

/** Milliseconds for which a count is reported again: every process counts the clients of its side. */
const LIFETIME_MS = 60_000;

/** Reports the clients that lose their last secret soon. */
@Injectable()
export class EndingSecretsMetrics {
  #counts: ReadonlyMap<number, number> = new Map();
  #countedAtMs = -Infinity;

  constructor(
    @Inject(OAUTH_SETTINGS) { metrics, side }: OAuthSettings,
    repository: EndingSecretsRepository,
  ) {
    const read = async () => this.#read(async () => repository.count(side, DAYS));
    metrics.registerMetric(
      new Gauge({
        name: 'latchkey_clients_losing_secrets',
        help: 'Clients whose last secret ends within so many days; a minute old at most.',
        labelNames: ['within_days'],
        registers: [],
        async collect() {
          const counts = await read();
          for (const days of DAYS) this.set({ within_days: days }, counts.get(days) ?? NaN);
        },
      }),
    );
  }

  /** Returns no counts while the database is away. */
  async #read(count: () => Promise<Map<number, number>>): Promise<ReadonlyMap<number, number>> {
    const now = performance.now();
    if (now - this.#countedAtMs < LIFETIME_MS) return this.#counts;
    this.#counts = await count().catch(() => new Map<number, number>());
    if (this.#counts.size > 0) this.#countedAtMs = now;
    return this.#counts;
  }
}
