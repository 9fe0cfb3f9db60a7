import { Inject, Injectable } from '@nestjs/common';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { networkOf } from '../network.js';
import { OAUTH_SETTINGS, type OAuthSettings, type VisitorSettings } from '../oauth-settings.js';
import { RateLimit } from './rate-limit.js';
import { tooManyRequests } from './too-many-requests.js';

/** Seconds. */
const WINDOW = 60;

/**
 * Limits the tokens of visitors. Everybody can send the id of a public client, so each network has a
 * limit of its own with it. A confidential client asks from its own servers, for visitors everywhere,
 * so only its own limit applies. Each process counts for itself.
 */
@Injectable()
export class VisitorLimits {
  readonly #perClient: RateLimit;
  readonly #perNetwork: RateLimit;
  readonly #quotas: VisitorSettings['tokensPerMinute'];

  constructor(@Inject(OAUTH_SETTINGS) { clientCache, visitors }: OAuthSettings) {
    const limit = { window: WINDOW, maxCallers: clientCache.size };
    this.#perClient = new RateLimit(limit);
    this.#perNetwork = new RateLimit(limit);
    // Without this setting the grant of visitors is not offered.
    this.#quotas = visitors?.tokensPerMinute ?? { perClient: 1, perNetwork: 1 };
  }

  /** @throws OAuthError `too_many_requests` */
  take({ clientId, isPublic }: Pick<ClientSnapshot, 'clientId' | 'isPublic'>, address: string) {
    const { perClient, perNetwork } = this.#quotas;
    // The network first: one that is beyond its limit takes nothing from the client.
    if (isPublic) {
      const { retryAfter } = this.#perNetwork.take(networkOf(address), perNetwork);
      const description = 'too many tokens for visitors from this network: try again';
      if (retryAfter > 0) throw tooManyRequests(description, retryAfter);
    }
    const { retryAfter } = this.#perClient.take(clientId, perClient);
    const description = 'too many tokens for visitors of this client: try again';
    if (retryAfter > 0) throw tooManyRequests(description, retryAfter);
  }
}
