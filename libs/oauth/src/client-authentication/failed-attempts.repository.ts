import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { isClientId } from '../clients/client-id.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';

/** Who has failed: a client, or a name that is none, from a network. */
export interface Attempt {
  clientId: string;
  /** See `networkOf`. */
  network: string;
}

/**
 * Failed attempts, counted in the database, so that all processes agree.
 *
 * Never by the client alone: whoever knows an id, and ids are no secret, could
 * lock the client out. A process that has seen the limit passed does not ask
 * the database again before the window is over.
 */
@Injectable()
export class FailedAttemptsRepository {
  readonly #perClient: RateLimiterPostgres;
  readonly #perNetwork: RateLimiterPostgres;

  constructor(
    @Inject(OAUTH_OPTIONS) { side, failedAttempts }: OAuthOptions,
    dataSource: DataSource,
  ) {
    const { perClient, perNetwork, window } = failedAttempts;
    const limiter = (name: string, points: number) =>
      new RateLimiterPostgres({
        storeClient: dataSource,
        storeType: 'typeorm',
        tableName: 'failed_attempts',
        tableCreated: true, // by a migration
        keyPrefix: `${side} ${name}`,
        points,
        duration: window,
        inMemoryBlockOnConsumed: points + 1,
      });
    this.#perClient = limiter('client', perClient);
    this.#perNetwork = limiter('network', perNetwork);
  }

  /** Counts one more. Seconds until others will be heard; null when they are heard now. */
  async count({ clientId, network }: Attempt): Promise<number | null> {
    return (
      (await consume(this.#perNetwork, network)) ??
      (await consume(this.#perClient, key(clientId, network)))
    );
  }

  /** Counts nothing. Seconds until attempts will be heard; null when they are heard now. */
  async blockedFor({ clientId, network }: Attempt): Promise<number | null> {
    const counts = await Promise.all([
      this.#perNetwork.get(network),
      this.#perClient.get(key(clientId, network)),
    ]);
    const full = counts.filter((count) => count !== null && count.remainingPoints <= 0);
    const waits = full.map((count) => seconds(count!));
    return waits.length === 0 ? null : Math.max(...waits);
  }
}

/** Names that are no ids are one: they could be of any number and length. */
function key(clientId: string, network: string): string {
  return `${isClientId(clientId) ? clientId : 'none'} ${network}`;
}

async function consume(limiter: RateLimiterPostgres, name: string): Promise<number | null> {
  try {
    await limiter.consume(name);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return seconds(refusal);
    throw refusal;
  }
}

function seconds({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}
