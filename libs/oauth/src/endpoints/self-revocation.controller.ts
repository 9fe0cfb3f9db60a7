import { Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { AuthenticationFailureHandler } from '../client-authentication/authentication-failure-handler.js';
import { ClientSecrets } from '../clients/client-secrets.service.js';
import { FormParameters } from '../form-parameters.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { Parameters } from './parameters.decorator.js';
import { Requester } from './requester.decorator.js';

/**
 * Revokes a leaked client secret. Its finder needs no client id: possession of the secret is the
 * only proof. This endpoint is an extension of this server, modelled on token revocation (RFC
 * 7009).
 */
@Controller('oauth2-token/self-revoke')
export class SelfRevocationController {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly secrets: ClientSecrets,
    private readonly failures: AuthenticationFailureHandler,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async revoke(
    @Parameters() parameters: FormParameters,
    @Requester() requester: Requester,
  ): Promise<{ revoked: true }> {
    const secret = parameters.require('client_secret');
    const { address, requestId } = requester;
    const actor = { type: 'holder', name: address, address, requestId } as const;
    // The limit is checked first, so that a flood of guessed secrets causes no more database
    // queries once it is reached.
    if (
      !this.failures.isLocked(requester) &&
      (await this.secrets.revokeByHolder(this.options.side, secret, actor))
    ) {
      return { revoked: true };
    }
    const reason = 'unknown_secret: to be revoked by its holder';
    throw await this.failures.reject({ clientId: '', reason, requester });
  }
}
