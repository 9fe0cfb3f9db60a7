import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Notifications } from '#database';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { LONGEST_TOKEN_LIFETIME } from '../token-lifetime.js';
import { RevokedTokensRepository } from './revoked-tokens.repository.js';

/** Milliseconds that memory is believed while nobody would tell us more; as for clients. */
const UNTOLD_LIFETIME_MS = 500;

const RETRY_MS = 1_000;

const PURGE_MS = 600_000;

/** Seconds that an expired token is remembered; as long as its row is kept at the least. */
const MARGIN = 3_600;

/** The id of a token and its end in Unix seconds. */
const NOTIFICATION = /^([0-9a-f-]{36}) (\d{1,12})$/;

/**
 * The tokens of this side that were revoked before their end, all of them in
 * memory: a request with a token that was not asks the database for nothing.
 *
 * The database tells of each (trigger and NOTIFY), whoever revokes. Nothing is
 * ever taken back, so what is known stays known whatever was missed. After a
 * connection is made all of them are read again; until then a token that is not
 * known here is asked for in the database, and a database that does not answer
 * is a failure, never a yes.
 */
@Injectable()
export class RevokedTokens implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('OAuth');
  /** Ends in Unix seconds, by `jti`. */
  readonly #ends = new Map<string, number>();
  #loading: Promise<void> | null = null;
  /** Whether all that was revoked before LISTEN was in force has been read. */
  #isComplete = false;
  #trustedAtMs = -Infinity;
  /** The database is about to be closed: what fails now is no wonder. */
  #isClosed = false;
  #retry?: NodeJS.Timeout;
  #purging?: NodeJS.Timeout;

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly repository: RevokedTokensRepository,
    private readonly notifications: Notifications,
  ) {
    notifications.listen(`revoked_${options.side}`, {
      notified: (payload) => this.#notified(payload),
      missed: () => this.#missed(),
    });
  }

  /** How many are remembered. */
  get size(): number {
    return this.#ends.size;
  }

  /** Before the first request. */
  async onModuleInit(): Promise<void> {
    await (this.#loading ?? this.#load());
    this.#purging = setInterval(() => void this.purge(), PURGE_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#purging);
    clearTimeout(this.#retry);
    this.#isClosed = true;
  }

  async isRevoked(jti: string): Promise<boolean> {
    if (this.#ends.has(jti)) return true;
    return this.#isTrusted() ? false : this.repository.has(this.options.side, jti);
  }

  /** What this process has revoked itself, without waiting to be told. */
  add(jti: string, expiresAt: number): void {
    this.#ends.set(jti, expiresAt);
  }

  /** Forgets what has expired, in memory and in the database. Never rejects. */
  async purge(): Promise<void> {
    const before = Date.now() / 1000 - MARGIN;
    for (const [jti, end] of this.#ends) if (end < before) this.#ends.delete(jti);
    try {
      await this.repository.purge();
    } catch (error) {
      this.#logger.warn(`expired revocations are kept for later: ${(error as Error).message}`);
    }
  }

  #isTrusted(): boolean {
    const now = performance.now();
    if (this.#isComplete && this.notifications.isConnected) this.#trustedAtMs = now;
    return now - this.#trustedAtMs <= UNTOLD_LIFETIME_MS;
  }

  /** Anybody with a login may send: what is none of our notifications is not remembered. */
  #notified(payload: string): void {
    const [, jti, end] = NOTIFICATION.exec(payload) ?? [];
    if (jti === undefined) return;
    const furthest = Math.ceil(Date.now() / 1000) + LONGEST_TOKEN_LIFETIME;
    this.#ends.set(jti, Math.min(Number(end), furthest));
  }

  #missed(): void {
    this.#isComplete = false;
    this.#trustedAtMs = -Infinity;
    clearTimeout(this.#retry);
    const loading = this.#load();
    loading.catch((error: Error) => {
      if (this.#isClosed || this.#loading !== loading) return;
      this.#logger.warn(`revocations are not all known, trying again: ${error.message}`);
      this.#retry = setTimeout(() => this.#missed(), RETRY_MS).unref();
    });
  }

  /** All of them: by the time of revocation, one in a long transaction would be missed. */
  #load(): Promise<void> {
    const loading = this.#read().then(() => {
      // Not if something was missed meanwhile: then this is not all.
      if (this.#loading === loading) this.#isComplete = true;
    });
    this.#loading = loading;
    return loading;
  }

  async #read(): Promise<void> {
    await this.repository.readAll(this.options.side, (page) => {
      for (const { jti, expiresAt } of page) this.#ends.set(jti, expiresAt);
    });
  }
}
