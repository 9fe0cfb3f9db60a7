import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { isClientId } from '../clients/client-id.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';

/** A failed attempt: its client id, if it has one, and its network. */
export interface Attempt {
  clientId: string;
  /** See `networkOf`. */
  network: string;
}

/** Locked networks in memory, about 1 MB. Further ones cost a statement for each attempt. */
const MOST_LOCKED = 10_000;

/**
 * Failed attempts, counted in the database, so that all processes agree.
 *
 * Never by the client alone: ids are no secret, and everybody who has one could
 * lock the client out. A process that has seen the limit passed does not ask
 * the database again before the window is over.
 */
@Injectable()
export class FailedAttemptsRepository {
  readonly #perClient: RateLimiterPostgres;
  readonly #perNetwork: RateLimiterPostgres;
  readonly #lockedUntilMs = new Map<string, number>();
  #counting: Promise<unknown> = Promise.resolve();

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

  /**
   * Counts an attempt. Returns the seconds until the next one is allowed; null when that is now.
   *
   * Counts one attempt at a time: a flood takes one connection of the pool. Attempts whose network
   * is locked meanwhile take none.
   */
  async count(attempt: Attempt): Promise<number | null> {
    const locked = this.lockedFor(attempt.network);
    if (locked !== null) return locked;
    const counted = this.#counting.then(async () => this.#count(attempt));
    this.#counting = counted.catch(() => null); // the next one counts whatever becomes of this one
    return counted;
  }

  /** Seconds until the lock of a network ends; null when this process has none in memory. */
  lockedFor(network: string): number | null {
    const until = this.#lockedUntilMs.get(network);
    if (until === undefined) return null;
    const rest = until - Date.now();
    if (rest > 0) return Math.ceil(rest / 1000);
    this.#lockedUntilMs.delete(network);
    return null;
  }

  async #count({ clientId, network }: Attempt): Promise<number | null> {
    const locked = this.lockedFor(network) ?? (await consume(this.#perNetwork, network));
    if (locked === null) return consume(this.#perClient, key(clientId, network));
    this.#lock(network, locked);
    return locked;
  }

  #lock(network: string, wait: number): void {
    if (this.#lockedUntilMs.has(network)) return;
    if (this.#lockedUntilMs.size >= MOST_LOCKED) {
      const [oldest] = this.#lockedUntilMs.keys();
      this.#lockedUntilMs.delete(oldest!);
    }
    this.#lockedUntilMs.set(network, Date.now() + wait * 1000);
  }

  /** Returns the seconds until an attempt is allowed, without counting; null when that is now. */
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
