import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { isDatabaseUnavailable, Notifications } from '#database';
import { CacheFreshness } from '../caching/cache-freshness.js';
import { WarnOnce } from '../caching/warn-once.js';
import { SnapshotRefresher } from '../caching/snapshot-refresher.js';
import { OAUTH_OPTIONS, type OAuthOptions, MAX_TOKEN_LIFETIME } from '../oauth.options.js';
import { RevokedTokensRepository } from './revoked-tokens.repository.js';

const RETRY_MS = 1_000;

const PURGE_MS = 600_000;

/** Seconds that an expired token is remembered; as long as its row is kept at the least. */
const MARGIN = 3_600;

/** Ids that notifications alone have told, about 2 MB, before the table has to confirm them. */
const MAX_UNCONFIRMED = 10_000;

/** The id of a token and its end in Unix seconds. */
const NOTIFICATION = /^([0-9a-f-]{36}) (-?\d{1,20})$/;

/**
 * The tokens of this side that were revoked before their end, all of them in
 * memory: a request with a token that was not asks the database for nothing.
 *
 * The database tells of each (see `Notifications`), whoever revokes. Nothing is
 * ever taken back, so what is known stays known whatever was missed. After a
 * connection is made all of them are read again; until then a token that is not
 * known here is asked for in the database. When that does not answer, memory is
 * believed as long as clients are, and after that it is a failure, never a yes.
 */
@Injectable()
export class RevokedTokens implements OnModuleInit, OnApplicationShutdown {
  readonly #unread = new WarnOnce(new Logger('OAuth'));
  readonly #unpurged = new WarnOnce(new Logger('OAuth'));
  readonly #refresher: SnapshotRefresher;
  /** Ends in Unix seconds, by `jti`; confirmed ones were read from the table. */
  readonly #confirmed = new Map<string, number>();
  readonly #unconfirmed = new Map<string, number>();
  /** The database is about to be closed: what fails now is no wonder. */
  #isClosed = false;
  #retry?: NodeJS.Timeout;
  #purging?: NodeJS.Timeout;

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
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

  /** How many are remembered. */
  get size(): number {
    return this.#confirmed.size + this.#unconfirmed.size;
  }

  /** Before the first request. */
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
      // Until all are read; when it ends, nobody has said.
      if (isRevoked) this.add(jti, furthestEnd());
      return isRevoked;
    } catch (error) {
      if (isDatabaseUnavailable(error) && this.#refresher.isUsableWhileStale) return false;
      throw error;
    }
  }

  /** What this process has revoked itself, without waiting to be told. */
  add(jti: string, expiresAt: number): void {
    if (expiresAt <= (this.#confirmed.get(jti) ?? -Infinity)) return;
    extend(this.#unconfirmed, jti, expiresAt);
  }

  /** Forgets what has expired, in memory and in the database. Never rejects. */
  async purge(): Promise<void> {
    const before = Date.now() / 1000 - MARGIN;
    for (const ends of [this.#confirmed, this.#unconfirmed]) {
      for (const [jti, end] of ends) if (end < before) ends.delete(jti);
    }
    try {
      await this.repository.purge();
      this.#unpurged.recovered();
    } catch (error) {
      this.#unpurged.warn('expired revocations are kept for later', error);
    }
  }

  /**
   * Every login may send notifications. Malformed payloads are ignored, no notification shortens a
   * revocation in memory, and an end that no token has is replaced by the latest possible one.
   */
  #notified(payload: string): void {
    const [, jti, end] = NOTIFICATION.exec(payload) ?? [];
    if (jti === undefined) return;
    const furthest = furthestEnd();
    const isPlausible = Number(end) >= 0 && Number(end) <= furthest;
    const isNew = !this.#unconfirmed.has(jti);
    this.add(jti, isPlausible ? Number(end) : furthest);
    if (isNew && this.#unconfirmed.size % MAX_UNCONFIRMED === 0) {
      void this.#refresher.refresh().catch(() => {}); // which retries
    }
  }

  #keep({ jti, expiresAt }: { jti: string; expiresAt: number }): void {
    extend(this.#confirmed, jti, expiresAt);
    if ((this.#unconfirmed.get(jti) ?? Infinity) <= expiresAt) this.#unconfirmed.delete(jti);
  }

  /** All of them: by the time of revocation, one in a long transaction would be missed. */
  async #read(): Promise<void> {
    clearTimeout(this.#retry);
    // A notification arrives after its row, so the table has these unless they were forged. Few stay
    // without being read: a replica that takes over may lack the last rows.
    const isFull = this.#unconfirmed.size >= MAX_UNCONFIRMED;
    const due = isFull ? [...this.#unconfirmed.keys()] : [];
    try {
      await this.repository.readAll(this.options.side, (page) => {
        for (const token of page) this.#keep(token);
      });
      for (const jti of due) this.#unconfirmed.delete(jti);
      this.#unread.recovered();
    } catch (error) {
      this.#readLater(error);
      throw error;
    }
  }

  #readLater(error: unknown): void {
    if (this.#isClosed) return;
    this.#unread.warn('revocations are not all known, trying again', error);
    this.#retry = setTimeout(() => void this.#refresher.refresh().catch(() => {}), RETRY_MS);
    this.#retry.unref();
  }
}

function extend(ends: Map<string, number>, jti: string, end: number): void {
  if (end > (ends.get(jti) ?? -Infinity)) ends.set(jti, end);
}

/** Of any token that there is now, in Unix seconds. */
function furthestEnd(): number {
  return Math.ceil(Date.now() / 1000) + MAX_TOKEN_LIFETIME;
}
