import type { Writable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Turns } from '#database';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { OAuthError } from '../oauth.error.js';
import { type Quota, RateLimit } from './rate-limit.js';

/** The kinds of requests to OAuth endpoints with a quota, and the setting of each quota. */
const SETTINGS = {
  tokens: 'tokensPerMinute',
  revocations: 'revocationsPerMinute',
  introspections: 'introspectionsPerMinute',
} as const;

export type OAuthLimit = keyof typeof SETTINGS;

type Limits = OAuthSettings['limits'];
type Limited = Pick<ClientSnapshot, 'clientId' | 'limits'>;
type Sender = Limited & Pick<ClientSnapshot, 'isPublic'>;
type Headers = Readonly<Record<string, string>>;

/** The headers of an answer without a limit: none. */
const NONE: Headers = {};

/** Seconds. */
const MINUTE = 60;

/**
 * Counts the requests of each authenticated client against its quotas, by client id. Each process
 * counts for itself, so N processes together let at most N times as much through. A client may
 * override the limits of the configuration.
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
  readonly #exceeded: Counter<'limit'>;

  constructor(
    @Inject(OAUTH_SETTINGS) { limits, clientCache, metrics }: OAuthSettings,
    private readonly turns: Turns,
  ) {
    const maxCallers = clientCache.size;
    this.#limits = limits;
    this.#apiPolicy = apiPolicy(limits);
    this.#requests = new RateLimit({ window: 1, maxCallers });
    this.#oauth = {
      tokens: new RateLimit({ window: MINUTE, maxCallers }),
      revocations: new RateLimit({ window: MINUTE, maxCallers }),
      introspections: new RateLimit({ window: MINUTE, maxCallers }),
    };
    this.#exceeded = new Counter({
      name: 'latchkey_client_limit_refusals_total',
      help: 'Requests of authenticated clients that exceeded a limit of the client, by limit.',
      labelNames: ['limit'],
      registers: [metrics],
    });
  }

  /**
   * Counts a request to the API and returns the headers of its answer. The request is in flight
   * until its response is closed, also when the client closes the connection first.
   *
   * @throws OAuthError `too_many_requests`
   */
  admit(client: Limited, response: Writable): Headers {
    const limits = this.#limitsOf(client);
    const { requestsPerSecond: quota, requestsInFlight } = limits;
    const policy = limits === this.#limits ? this.#apiPolicy : apiPolicy(limits);
    const taken = quota > 0 ? this.#requests.take(client.clientId, quota) : null;
    if (taken && taken.retryAfter > 0) {
      throw this.#limitExceeded('requests', policy, { ...taken, quota: `${quota} a second` });
    }
    if (requestsInFlight > 0 && !this.#begin(client.clientId, response, requestsInFlight)) {
      const exceeded = { remaining: 0, resetsIn: 1, retryAfter: 1 };
      const limit = `${requestsInFlight} at a time`;
      throw this.#limitExceeded('in-flight', policy, { ...exceeded, quota: limit });
    }
    if (policy === '') return NONE;
    const used = taken && { RateLimit: rateLimitOf('requests', taken) };
    return { 'RateLimit-Policy': policy, ...used };
  }

  /**
   * Counts a request of an authenticated client to an OAuth endpoint and returns the headers of
   * its answer. Everybody can send the id of a public client, so each network has its own quota
   * with it: nobody uses up the quota of the people elsewhere.
   *
   * @throws OAuthError `too_many_requests`
   */
  take(limit: OAuthLimit, { client, network }: { client: Sender; network: string }): Headers {
    const quota = this.#quotaOf(limit, client);
    if (quota === 0) return NONE;
    const { clientId, isPublic } = client;
    const sender = isPublic ? `${clientId} ${network}` : clientId;
    return this.#headers(limit, quota, this.#oauth[limit].take(sender, quota));
  }

  /**
   * Rejects a request that `take` would reject now, and counts nothing.
   *
   * @throws OAuthError `too_many_requests`
   */
  require(limit: OAuthLimit, client: Limited): void {
    const quota = this.#quotaOf(limit, client);
    if (quota > 0) this.#headers(limit, quota, this.#oauth[limit].peek(client.clientId, quota));
  }

  /**
   * Does database work for a request to an OAuth endpoint or for a proof when it is the client's
   * turn, so one client cannot take all connections. The work goes before requests to the API,
   * whose turns the server gives: a thief who uses a token cannot keep its client from revoking it.
   *
   * @throws DatabaseUnavailable when the turn does not come in time
   */
  async inTurn<Result>(clientId: string, work: () => Promise<Result>): Promise<Result> {
    return this.turns.run(clientId, work);
  }

  /** Returns the headers of an answer. @throws OAuthError `too_many_requests` */
  #headers(limit: OAuthLimit, quota: number, state: Quota): Headers {
    const policy = policyOf(limit, quota, MINUTE);
    if (state.retryAfter > 0) {
      throw this.#limitExceeded(limit, policy, { ...state, quota: `${quota} ${limit} a minute` });
    }
    return { 'RateLimit-Policy': policy, RateLimit: rateLimitOf(limit, state) };
  }

  #quotaOf(limit: OAuthLimit, client: Limited): number {
    return this.#limitsOf(client)[SETTINGS[limit]];
  }

  #limitsOf({ limits }: Limited): Limits {
    return limits ? { ...this.#limits, ...limits } : this.#limits;
  }

  /** False when the client already has as many requests in flight as its limit allows. */
  #begin(clientId: string, response: Writable, max: number): boolean {
    // The client has already closed the connection, so no close event will follow.
    if (response.closed || response.destroyed) return true;
    const running = this.#inFlight.get(clientId) ?? 0;
    if (running >= max) return false;
    this.#inFlight.set(clientId, running + 1);
    response.once('close', () => {
      const left = this.#inFlight.get(clientId)! - 1;
      if (left > 0) this.#inFlight.set(clientId, left);
      else this.#inFlight.delete(clientId);
    });
    return true;
  }

  #limitExceeded(name: string, policy: string, taken: Quota & { quota: string }): OAuthError {
    this.#exceeded.inc({ limit: name });
    const { quota, retryAfter } = taken;
    const description = `this client has sent too many requests (${quota}); try again after ${retryAfter} s`;
    const headers = {
      'Retry-After': String(retryAfter),
      'RateLimit-Policy': policy,
      RateLimit: rateLimitOf(name, taken),
    };
    const facts = { reason: `limit: ${name}`, required: quota };
    return new OAuthError('too_many_requests', description, { headers, facts });
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

function rateLimitOf(name: string, { remaining, resetsIn }: Quota): string {
  return `"${name}";r=${remaining};t=${resetsIn}`;
}
