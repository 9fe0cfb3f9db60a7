import type { Writable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { OAuthError } from '../oauth.error.js';
import { type Quota, RateLimit } from './rate-limit.js';

/** What is counted at an OAuth endpoint, each by itself. */
export type OAuthLimit = 'tokens' | 'revocations' | 'introspections';

type Headers = Readonly<Record<string, string>>;

/** A policy without a quota is no limit. */
const NONE: Headers = {};

/**
 * How much one client may ask of this process: clients that are known, by their id. Each process
 * counts for itself, so that with N processes a client has N times as much at the most.
 *
 * The headers are those of draft-ietf-httpapi-ratelimit-headers-10.
 */
@Injectable()
export class ClientLimits {
  readonly #requests: RateLimit;
  readonly #oauth: Readonly<Record<OAuthLimit, RateLimit>>;
  readonly #most: number;
  readonly #policy: string;
  readonly #inFlight = new Map<string, number>();
  readonly #refused: Counter<'limit'>;

  constructor(@Inject(OAUTH_OPTIONS) { limits, clientCache, metrics }: OAuthOptions) {
    const most = clientCache.size;
    const aMinute = (quota: number) => new RateLimit({ quota, window: 60, most });
    this.#requests = new RateLimit({ quota: limits.requestsPerSecond, window: 1, most });
    this.#oauth = {
      tokens: aMinute(limits.tokensPerMinute),
      revocations: aMinute(limits.revocationsPerMinute),
      introspections: aMinute(limits.introspectionsPerMinute),
    };
    this.#most = limits.requestsInFlight;
    this.#policy = [
      ...(limits.requestsPerSecond > 0 ? [policyOf('requests', this.#requests)] : []),
      ...(this.#most > 0 ? [`"in-flight";q=${this.#most};qu="concurrent-requests"`] : []),
    ].join(', ');
    this.#refused = new Counter({
      name: 'latchkey_client_limit_refusals_total',
      help: 'Requests of known clients that were refused for a limit of the client, by the limit.',
      labelNames: ['limit'],
      registers: [metrics],
    });
  }

  /**
   * Counts a request to the API, which is in flight until its response is closed, also by a client
   * that goes away. Returns the headers of the answer.
   *
   * @throws OAuthError `too_many_requests`
   */
  admit(clientId: string, response: Writable): Headers {
    const { quota } = this.#requests.limit;
    const taken = quota > 0 ? this.#requests.take(clientId) : null;
    if (taken && taken.retryAfter > 0) {
      throw this.#refusal('requests', this.#policy, { ...taken, quota: `${quota} a second` });
    }
    this.#begin(clientId, response);
    if (this.#policy === '') return NONE;
    const used = taken && { RateLimit: usedOf('requests', taken) };
    return { 'RateLimit-Policy': this.#policy, ...used };
  }

  /**
   * Counts a request of a client that has proven who it is. Returns the headers of the answer.
   *
   * @throws OAuthError `too_many_requests`
   */
  take(limit: OAuthLimit, clientId: string): Headers {
    const rate = this.#oauth[limit];
    const { quota } = rate.limit;
    if (quota === 0) return NONE;
    const taken = rate.take(clientId);
    const policy = policyOf(limit, rate);
    if (taken.retryAfter > 0) {
      throw this.#refusal(limit, policy, { ...taken, quota: `${quota} ${limit} a minute` });
    }
    return { 'RateLimit-Policy': policy, RateLimit: usedOf(limit, taken) };
  }

  #begin(clientId: string, response: Writable): void {
    // The client has gone already: nothing would say so again.
    if (this.#most === 0 || response.closed || response.destroyed) return;
    const running = this.#inFlight.get(clientId) ?? 0;
    if (running >= this.#most) {
      const quota = `${this.#most} at a time`;
      const taken = { remaining: 0, resetsIn: 1, retryAfter: 1, quota };
      throw this.#refusal('in-flight', this.#policy, taken);
    }
    this.#inFlight.set(clientId, running + 1);
    response.once('close', () => {
      const left = this.#inFlight.get(clientId)! - 1;
      if (left > 0) this.#inFlight.set(clientId, left);
      else this.#inFlight.delete(clientId);
    });
  }

  #refusal(name: string, policy: string, taken: Quota & { quota: string }): OAuthError {
    this.#refused.inc({ limit: name });
    const { quota, retryAfter } = taken;
    const description = `this client has sent too many requests (${quota}); try again after ${retryAfter} s`;
    const headers = {
      'Retry-After': String(retryAfter),
      'RateLimit-Policy': policy,
      RateLimit: usedOf(name, taken),
    };
    return new OAuthError('too_many_requests', description, { headers });
  }
}

function policyOf(name: string, { limit: { quota, window } }: RateLimit): string {
  return `"${name}";q=${quota};w=${window}`;
}

function usedOf(name: string, { remaining, resetsIn }: Quota): string {
  return `"${name}";r=${remaining};t=${resetsIn}`;
}
