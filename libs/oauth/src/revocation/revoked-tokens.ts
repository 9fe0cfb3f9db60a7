import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { isDatabaseUnavailable, Notifications, WarnOnce } from '#database';
import { CacheFreshness } from '../caching/cache-freshness.js';
import { SnapshotRefresher } from '../caching/snapshot-refresher.js';
import { OAUTH_SETTINGS, type OAuthSettings, MAX_TOKEN_LIFETIME } from '../oauth-settings.js';
import { RevokedTokensRepository } from './revoked-tokens.repository.js';

const RETRY_MS = 1_000;

const PURGE_MS = 600_000;

/** Seconds that an expired token stays in memory; at least as long as its row is kept. */
const MARGIN = 3_600;

/**
 * Maximum ids known only from notifications (about 2 MB) before the table is read to confirm them.
 */
const MAX_UNCONFIRMED = 10_000;

/** A notification: the id of a token and its expiry in Unix seconds. */
const NOTIFICATION = /^([0-9a-f-]{36}) (-?\d{1,20})$/;

/**
 * Keeps all revoked tokens of this side in memory until they expire. A request with a token that
 * was not revoked therefore needs no database query.
 *
 * The database notifies each process of each revocation (see `Notifications`), including those made
 * by other programs. A revocation is never withdrawn, so an entry in memory stays valid even when
 * later notifications were missed. After a reconnect all revocations are read again; until then a
 * token that is not in memory is looked up in the database. While the database is unavailable,
 * memory is trusted for as long as cached clients are. After that `isRevoked` throws; it never
 * reports an unchecked token as valid.
 */
@Injectable()
export class RevokedTokens implements OnModuleInit, OnApplicationShutdown {
  readonly #readWarning = new WarnOnce('OAuth');
  readonly #purgeWarning = new WarnOnce('OAuth');
  readonly #refresher: SnapshotRefresher;
  /** Expiry in Unix seconds, by `jti`. Confirmed entries were read from the table. */
  readonly #confirmed = new Map<string, number>();
  readonly #unconfirmed = new Map<string, number>();
  /** True during shutdown: the database is about to be closed, so failures are expected. */
  #isClosed = false;
  #retry?: NodeJS.Timeout;
  #purging?: NodeJS.Timeout;

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly repository: RevokedTokensRepository,
    notifications: Notifications,
  ) {
    const { side, clientCache } = options;
    const freshness = new CacheFreshness(notifications, clientCache.staleFor);
    this.#refresher = new SnapshotRefresher(async () => this.#read(), freshness);
    notifications.listen(`revoked_${side}`, {
      notified: (payload) => this.#notified(payload),
      missed: () => this.#refresher.missed(),
    });
  }

  /** The number of revoked tokens in memory. */
  get size(): number {
    return this.#confirmed.size + this.#unconfirmed.size;
  }

  /** Seconds since the revocations in memory were certainly complete; 0 while they are. */
  get lag(): number {
    return this.#refresher.lag;
  }

  /** Reads all revocations before the server accepts the first request. */
  async onModuleInit(): Promise<void> {
    await this.#refresher.underWay();
    await this.#refresher.upToDate();
    this.#purging = setInterval(() => void this.purge(), PURGE_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#purging);
    clearTimeout(this.#retry);
    this.#isClosed = true;
  }

  async isRevoked(jti: string): Promise<boolean> {
    if (this.#confirmed.has(jti) || this.#unconfirmed.has(jti)) return true;
    if (this.#refresher.isUpToDate) return false;
    try {
      const isRevoked = await this.repository.has(this.options.side, jti);
      // The query does not return the expiry, so the latest possible one is used until all are
      // read.
      if (isRevoked) this.add(jti, furthestEnd());
      return isRevoked;
    } catch (error) {
      if (isDatabaseUnavailable(error) && this.#refresher.isUsableWhileStale) return false;
      throw error;
    }
  }

  /** Adds a token that this process revoked itself, without waiting for the notification. */
  add(jti: string, expiresAt: number): void {
    if (expiresAt <= (this.#confirmed.get(jti) ?? -Infinity)) return;
    extend(this.#unconfirmed, jti, expiresAt);
  }

  /** Removes expired entries from memory and from the database. Never rejects. */
  async purge(): Promise<void> {
    const before = Date.now() / 1000 - MARGIN;
    for (const ends of [this.#confirmed, this.#unconfirmed]) {
      for (const [jti, end] of ends) if (end < before) ends.delete(jti);
    }
    try {
      await this.repository.purge();
      this.#purgeWarning.recovered();
    } catch (error) {
      this.#purgeWarning.warn(
        'could not delete expired revocations, retrying in 10 minutes',
        error,
      );
    }
  }

  /**
   * Every database login may send notifications. Malformed payloads are ignored, no notification
   * shortens a revocation in memory, and an implausible expiry is replaced by the latest possible
   * one.
   */
  #notified(payload: string): void {
    const [, jti, end] = NOTIFICATION.exec(payload) ?? [];
    if (jti === undefined) return;
    const furthest = furthestEnd();
    const isPlausible = Number(end) >= 0 && Number(end) <= furthest;
    const isNew = !this.#unconfirmed.has(jti);
    this.add(jti, isPlausible ? Number(end) : furthest);
    if (isNew && this.#unconfirmed.size % MAX_UNCONFIRMED === 0) {
      void this.#refresher.refresh().catch(() => {}); // `#read` retries by itself
    }
  }

  #confirm({ jti, expiresAt }: { jti: string; expiresAt: number }): void {
    extend(this.#confirmed, jti, expiresAt);
    if ((this.#unconfirmed.get(jti) ?? Infinity) <= expiresAt) this.#unconfirmed.delete(jti);
  }

  /**
   * Reads all revocations. Reading only those since a time would miss a revocation of a transaction
   * that started before that time and committed after it.
   */
  async #read(): Promise<void> {
    clearTimeout(this.#retry);
    // A notification arrives after its row, so the table has these entries unless they were forged.
    // A few entries stay in memory without a row: a replica that takes over may lack the last rows.
    const isFull = this.#unconfirmed.size >= MAX_UNCONFIRMED;
    const due = isFull ? [...this.#unconfirmed.keys()] : [];
    try {
      await this.repository.readAll(this.options.side, (page) => {
        for (const token of page) this.#confirm(token);
      });
      for (const jti of due) this.#unconfirmed.delete(jti);
      this.#readWarning.recovered();
    } catch (error) {
      this.#retryRead(error);
      throw error;
    }
  }

  #retryRead(error: unknown): void {
    if (this.#isClosed) return;
    this.#readWarning.warn('could not read all revocations, retrying in 1 second', error);
    this.#retry = setTimeout(() => void this.#refresher.refresh().catch(() => {}), RETRY_MS);
    this.#retry.unref();
  }
}

function extend(ends: Map<string, number>, jti: string, end: number): void {
  if (end > (ends.get(jti) ?? -Infinity)) ends.set(jti, end);
}

/** The latest possible expiry of any current token, in Unix seconds. */
function furthestEnd(): number {
  return Math.ceil(Date.now() / 1000) + MAX_TOKEN_LIFETIME;
}
