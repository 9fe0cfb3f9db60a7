import { waitFor } from './deadline.js';
import type { IssuedToken } from './token-endpoint.js';

/** The part of its lifetime after which a token is renewed, and the spread of that part. */
const RENEWAL = { from: 0.75, spread: 0.15 };

/** Milliseconds before its end at which a token is no longer sent: it must arrive in time. */
const MARGIN_MS = 5000;

/** Milliseconds between two attempts to renew a token that still works. */
const RETRY_MS = 5000;

interface CachedToken {
  accessToken: string;

  /** Times in Unix milliseconds. */
  renewAt: number;
  expiresAt: number;
}

/**
 * The access token of one client, in memory. All concurrent calls share one request for it. A token
 * is renewed before it expires, while calls still use the old one.
 *
 * Each client has its own cache, so no token is used with other settings than it was issued for.
 */
export class AccessTokens {
  readonly #issue: () => Promise<IssuedToken>;
  #cached?: CachedToken;
  #pending?: Promise<CachedToken>;

  constructor(issue: () => Promise<IssuedToken>) {
    this.#issue = issue;
  }

  /** Returns a token that works for some seconds at least. The signal ends only this wait. */
  async get(signal: AbortSignal): Promise<string> {
    const now = Date.now();
    const cached = this.#cached;
    if (cached && now < cached.expiresAt) {
      if (now >= cached.renewAt) this.#renew(cached);
      return cached.accessToken;
    }
    return (await waitFor(this.#request(), signal)).accessToken;
  }

  /** Drops a token that the server has rejected, unless it was replaced already. */
  drop(accessToken: string): void {
    if (this.#cached?.accessToken === accessToken) this.#cached = undefined;
  }

  /** Renews without a caller that waits. After a failure, a later call tries again. */
  #renew(cached: CachedToken): void {
    this.#request().catch(() => {
      cached.renewAt = Date.now() + RETRY_MS;
    });
  }

  #request(): Promise<CachedToken> {
    this.#pending ??= this.#requestNew().finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  async #requestNew(): Promise<CachedToken> {
    const start = Date.now();
    const { accessToken, expiresIn } = await this.#issue();
    const lifetimeMs = expiresIn * 1000;
    // Processes that started together renew at different times.
    const renewAfter = lifetimeMs * (RENEWAL.from + Math.random() * RENEWAL.spread);
    const margin = Math.min(MARGIN_MS, lifetimeMs / 10);
    this.#cached = {
      accessToken,
      renewAt: start + renewAfter,
      expiresAt: start + lifetimeMs - margin,
    };
    return this.#cached;
  }
}
