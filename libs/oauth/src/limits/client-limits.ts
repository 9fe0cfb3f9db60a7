import type { Writable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Turns } from '#database';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { OAuthError } from '../oauth.error.js';
import { type Quota, RateLimit } from './rate-limit.js';

/** The kinds of requests to OAuth endpoints with a quota, and the setting of each quota. */
const SETTINGS = {
  tokens: 'tokensPerMinute',
  revocations: 'revocationsPerMinute',
  introspections: 'introspectionsPerMinute',
} as const;

export type OAuthLimit = keyof typeof SETTINGS;

type Limits = OAuthOptions['limits'];
type Limited = Pick<ClientSnapshot, 'clientId' | 'limits'>;
type Headers = Readonly<Record<string, string>>;

/** A policy without a quota is no limit. */
const NONE: Headers = {};

/** Seconds. */
const MINUTE = 60;

/**
 * The quotas of each known client in this process, counted by client id. Each process counts for
 * itself, so N processes together let at most N times as much through. A client may override the
 * limits of the configuration.
 *
 * The headers are those of draft-ietf-httpapi-ratelimit-headers-10.
 */
@Injectable()
export class ClientLimits {
  readonly #limits: Limits;
  /** The policy for clients without limits of their own. */
  readonly #apiPolicy: string;
  readonly #requests: RateLimit;
  readonly #oauth: Readonly<Record<OAuthLimit, RateLimit>>;
  readonly #inFlight = new Map<string, number>();
  readonly #refused: Counter<'limit'>;

  constructor(
    @Inject(OAUTH_OPTIONS) { limits, clientCache, metrics }: OAuthOptions,
    private readonly turns: Turns,
  ) {
    const most = clientCache.size;
    this.#limits = limits;
    this.#apiPolicy = apiPolicy(limits);
    this.#requests = new RateLimit({ window: 1, most });
    this.#oauth = {
      tokens: new RateLimit({ window: MINUTE, most }),
      revocations: new RateLimit({ window: MINUTE, most }),
      introspections: new RateLimit({ window: MINUTE, most }),
    };
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
  admit(client: Limited, response: Writable): Headers {
    const limits = this.#limitsOf(client);
    const { requestsPerSecond: quota, requestsInFlight } = limits;
    const policy = limits === this.#limits ? this.#apiPolicy : apiPolicy(limits);
    const taken = quota > 0 ? this.#requests.take(client.clientId, quota) : null;
    if (taken && taken.retryAfter > 0) {
      throw this.#refusal('requests', policy, { ...taken, quota: `${quota} a second` });
    }
    if (requestsInFlight > 0 && !this.#begin(client.clientId, response, requestsInFlight)) {
      const refused = { remaining: 0, resetsIn: 1, retryAfter: 1 };
      const most = `${requestsInFlight} at a time`;
      throw this.#refusal('in-flight', policy, { ...refused, quota: most });
    }
    if (policy === '') return NONE;
    const used = taken && { RateLimit: usedOf('requests', taken) };
    return { 'RateLimit-Policy': policy, ...used };
  }

  /**
   * Counts a request of an authenticated client. Returns the headers of the answer.
   *
   * @throws OAuthError `too_many_requests`
   */
  take(limit: OAuthLimit, client: Limited): Headers {
    const quota = this.#limitsOf(client)[SETTINGS[limit]];
    if (quota === 0) return NONE;
    const taken = this.#oauth[limit].take(client.clientId, quota);
    const policy = policyOf(limit, quota, MINUTE);
    if (taken.retryAfter > 0) {
      throw this.#refusal(limit, policy, { ...taken, quota: `${quota} ${limit} a minute` });
    }
    return { 'RateLimit-Policy': policy, RateLimit: usedOf(limit, taken) };
  }

  /**
   * Does work that needs the database, for a request to an OAuth endpoint or a proof. One client cannot
   * have all connections with it. It goes before requests to the API, which have their turns from the
   * server: nobody keeps a client from the revocation of a token by using the token.
   *
   * @throws DatabaseUnavailable after a wait in vain
   */
  async inTurn<Result>(clientId: string, work: () => Promise<Result>): Promise<Result> {
    return this.turns.run(clientId, work);
  }

  #limitsOf({ limits }: Limited): Limits {
    return limits ? { ...this.#limits, ...limits } : this.#limits;
  }

  /** False when the client already has as many requests in flight as its limit allows. */
  #begin(clientId: string, response: Writable, most: number): boolean {
    // The client has closed the connection already, so there will be no other event.
    if (response.closed || response.destroyed) return true;
    const running = this.#inFlight.get(clientId) ?? 0;
    if (running >= most) return false;
    this.#inFlight.set(clientId, running + 1);
    response.once('close', () => {
      const left = this.#inFlight.get(clientId)! - 1;
      if (left > 0) this.#inFlight.set(clientId, left);
      else this.#inFlight.delete(clientId);
    });
    return true;
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

function apiPolicy({ requestsPerSecond, requestsInFlight }: Limits): string {
  return [
    ...(requestsPerSecond > 0 ? [policyOf('requests', requestsPerSecond, 1)] : []),
    ...(requestsInFlight > 0 ? [`"in-flight";q=${requestsInFlight};qu="concurrent-requests"`] : []),
  ].join(', ');
}

function policyOf(name: string, quota: number, window: number): string {
  return `"${name}";q=${quota};w=${window}`;
}

function usedOf(name: string, { remaining, resetsIn }: Quota): string {
  return `"${name}";r=${remaining};t=${resetsIn}`;
}
