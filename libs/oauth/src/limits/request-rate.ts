import { Inject, Injectable } from '@nestjs/common';
import { networkOf } from '../network.js';
import { OAUTH_SETTINGS, type ShopSettings } from '../oauth-settings.js';
import { RateLimit } from './rate-limit.js';
import { tooManyRequests } from './too-many-requests.js';

/** Seconds. */
const WINDOW = 60;

/**
 * Limits the requests of each network that need no credentials and write a row: those to the
 * authorization endpoint, and those for the challenge of a passkey. Each process counts for itself.
 */
@Injectable()
export class RequestRate {
  readonly #rate: RateLimit;
  readonly #quota: number;

  constructor(
    @Inject(OAUTH_SETTINGS)
    {
      clientCache,
      authorizationRequestsPerMinute: quota,
    }: Pick<ShopSettings, 'clientCache' | 'authorizationRequestsPerMinute'>,
  ) {
    this.#quota = quota;
    this.#rate = new RateLimit({ window: WINDOW, maxCallers: clientCache.size });
  }

  /** @throws OAuthError `too_many_requests` */
  take(address: string): void {
    const { retryAfter } = this.#rate.take(networkOf(address), this.#quota);
    if (retryAfter === 0) return;
    throw tooManyRequests('too many requests from this network: try again', retryAfter);
  }
}
