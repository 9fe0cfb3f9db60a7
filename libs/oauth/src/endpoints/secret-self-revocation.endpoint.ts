import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#audit';
import { AuthenticationFailureHandler } from '../client-authentication/authentication-failure-handler.js';
import { isLive } from '../clients/client-secret-life.js';
import { ClientSecrets } from '../clients/client-secrets.service.js';
import { ClientLimits } from '../limits/client-limits.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { Endpoint, EndpointAnswer, EndpointRequest } from './endpoint.js';
import { parametersOf } from './parameters.js';

/**
 * Revokes a leaked client secret. Its finder needs no client id: possession of the secret is the
 * only proof. This endpoint is an extension of this server, modelled on token revocation (RFC
 * 7009).
 */
@Injectable()
export class SecretSelfRevocationEndpoint implements Endpoint {
  readonly method = 'POST';
  readonly paths = ['/oauth2-token/self-revoke'];

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly secrets: ClientSecrets,
    private readonly failures: AuthenticationFailureHandler,
    private readonly limits: ClientLimits,
  ) {}

  async answer(request: EndpointRequest): Promise<EndpointAnswer> {
    const secret = parametersOf(request).require('client_secret');
    const { address, requestId } = request;
    const actor = { type: 'holder', name: address, address, requestId } as const;
    // The limit is checked first, so that a flood of guessed secrets causes no more database
    // queries once it is reached.
    if (!this.failures.isLocked(request) && (await this.#revoke(secret, actor))) {
      return { status: 200, body: '{"revoked":true}' };
    }
    const reason = 'unknown_secret: to be revoked by its holder';
    throw await this.failures.reject({ clientId: '', reason, requester: request });
  }

  /**
   * Returns false when this side has no such secret. One that has ended costs only the look-up,
   * because its finder may repeat the request as often as it likes. The transaction that ends a
   * live one locks the client, so it waits for the client's turn.
   */
  async #revoke(secret: string, actor: Actor): Promise<boolean> {
    const found = await this.secrets.findHeld(this.options.side, secret);
    if (!found) return false;
    if (!isLive(found)) return true;
    const { id, clientId } = found;
    return this.limits.inTurn(clientId, async () => this.secrets.revokeByHolder(id, actor));
  }
}
