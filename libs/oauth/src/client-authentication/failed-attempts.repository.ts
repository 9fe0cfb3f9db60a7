import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { BatchLoader } from '#database';
import { isClientId } from '../clients/client-snapshot.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';

/** A failed attempt: the client id that it named, and its network. */
export interface Attempt {
  clientId: string;
  /** See `networkOf`. */
  network: string;
}

/**
 * Locked networks in memory, at most: about 1 MB. A further one costs a statement for each attempt.
 */
const MAX_LOCKED = 10_000;

/** Attempts that one statement counts, at most. */
const MAX_COUNTED = 500;

/** Milliseconds, the longest timer: a statement that counts never runs beside another. */
const NEVER_MS = 2 ** 31 - 1;

interface Counter {
  key: string;
  points: number;
  /** Unix milliseconds, a bigint. */
  expire: string;
}

/**
 * Counts failed attempts in the database, so that all processes agree.
 *
 * No counter is by the client alone: ids are not secret, and everybody who knows one could lock
 * the client out. A process that has seen a network exceed its limit does not ask the database
 * about it again before the window ends.
 */
@Injectable()
export class FailedAttemptsRepository {
  readonly #perClient: RateLimiterPostgres;
  readonly #perNetwork: RateLimiterPostgres;
  readonly #locked = new LRUCache<string, true>({ max: MAX_LOCKED });
  readonly #counting = new BatchLoader(
    async (attempts: Attempt[]) => this.#countAll(attempts),
    MAX_COUNTED,
    NEVER_MS,
  );

  constructor(
    @Inject(OAUTH_SETTINGS) { side, failedAttempts }: OAuthSettings,
    private readonly dataSource: DataSource,
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
      });
    this.#perClient = limiter('client', perClient);
    this.#perNetwork = limiter('network', perNetwork);
  }

  /**
   * Counts an attempt. Returns the seconds until the next one is allowed; null when that is now.
   *
   * One statement counts all waiting attempts, and only one statement runs at a time, so a flood
   * takes one connection of the pool. Attempts whose network was locked meanwhile are not counted.
   */
  async count(attempt: Attempt): Promise<number | null> {
    const locked = this.lockedFor(attempt.network);
    if (locked !== null) return locked;
    const wait = await this.#counting.find(attempt);
    return wait ?? null;
  }

  /** Seconds until the lock of a network ends; null when this process has none in memory. */
  lockedFor(network: string): number | null {
    const restMs = this.#locked.getRemainingTTL(network);
    return restMs > 0 ? Math.ceil(restMs / 1000) : null;
  }

  /** Returns the seconds until the next attempt is allowed; null when that is now. */
  async #countAll(attempts: readonly Attempt[]): Promise<Map<Attempt, number | null>> {
    const due = attempts.filter(({ network }) => this.lockedFor(network) === null);
    const counters = await this.#increment(due);
    const waits = new Map<Attempt, number | null>();
    // The statement left the counts of the last attempt; each one before it has one less.
    for (const attempt of due.toReversed()) {
      const { clientId, network } = attempt;
      const ofNetwork = this.#waitAfter(this.#perNetwork, network, counters);
      const ofClient = this.#waitAfter(this.#perClient, key(clientId, network), counters);
      if (ofNetwork !== null) this.#locked.set(network, true, { ttl: ofNetwork * 1000 });
      waits.set(attempt, ofNetwork ?? ofClient);
    }
    for (const attempt of attempts) {
      if (!waits.has(attempt)) waits.set(attempt, this.lockedFor(attempt.network));
    }
    return waits;
  }

  /** Increments the counters in the order of their keys, so that processes do not deadlock. */
  async #increment(attempts: readonly Attempt[]): Promise<Map<string, Counter>> {
    if (attempts.length === 0) return new Map();
    const keys = attempts.flatMap(({ clientId, network }) => [
      this.#perNetwork.getKey(network),
      this.#perClient.getKey(key(clientId, network)),
    ]);
    const now = Date.now();
    const rows = await this.dataSource.query<Counter[]>(
      `INSERT INTO failed_attempts AS counter (key, points, expire)
       SELECT key, count(*), $2::bigint FROM unnest($1::text[]) key GROUP BY key ORDER BY key
       ON CONFLICT (key) DO UPDATE SET
         points = excluded.points + CASE WHEN counter.expire > $3 THEN counter.points ELSE 0 END,
         expire = CASE WHEN counter.expire > $3 THEN counter.expire ELSE excluded.expire END
       RETURNING key, points, expire`,
      [keys, now + this.#perNetwork.duration * 1000, now],
    );
    return new Map(rows.map((row) => [row.key, row]));
  }

  /** Takes the attempt off the counter. Returns the seconds to wait after it, or null. */
  #waitAfter(
    limiter: RateLimiterPostgres,
    name: string,
    counters: ReadonlyMap<string, Counter>,
  ): number | null {
    const counter = counters.get(limiter.getKey(name))!;
    const isAllowed = counter.points-- <= limiter.points;
    return isAllowed ? null : seconds(Number(counter.expire) - Date.now());
  }

  /** Returns the seconds until an attempt is allowed, without counting; null when that is now. */
  async blockedFor({ clientId, network }: Attempt): Promise<number | null> {
    const counts = await Promise.all([
      this.#perNetwork.get(network),
      this.#perClient.get(key(clientId, network)),
    ]);
    const full = counts.filter((count) => count !== null && count.remainingPoints <= 0);
    const waits = full.map((count) => seconds(count!.msBeforeNext));
    return waits.length === 0 ? null : Math.max(...waits);
  }
}

/**
 * Builds the key of a counter. All malformed ids share one, because callers can make up any number
 * of them.
 */
function key(clientId: string, network: string): string {
  return `${isClientId(clientId) ? clientId : 'none'} ${network}`;
}

function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
