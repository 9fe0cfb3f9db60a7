import { Controller, Header, Headers, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ClientAuthenticator } from '../client-authentication/client-authenticator.js';
import type { RegisteredSecret } from '../clients/registered-client.js';
import { FormParameters } from '../form-parameters.js';
import { Grants } from '../grants/grants.js';
import type { TokenResponse } from '../grants/token-response.js';
import { TokenBinding } from '../proofs/token-binding.js';
import { OAuthMetrics } from '../usage/oauth.metrics.js';
import { Usage } from '../usage/usage.js';
import { Parameters } from './parameters.decorator.js';
import { Requester } from './requester.decorator.js';

/** The token endpoint (RFC 6749 §3.2). */
@Controller('oauth2-token')
export class TokenController {
  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly binding: TokenBinding,
    private readonly grants: Grants,
    private readonly usage: Usage,
    private readonly metrics: OAuthMetrics,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store') // RFC 6749 §5.1
  @Header('Pragma', 'no-cache')
  async token(
    @Parameters() parameters: FormParameters,
    @Requester() requester: Requester,
    @Headers('dpop') proof: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenResponse> {
    const grant = this.grants.get(parameters.require('grant_type'));
    const authenticated = await this.authenticator.authenticate(parameters, requester);
    const { client, secret, address, network } = authenticated;
    const bound = await this.binding.of(client, proof);
    const response = grant.issue(parameters, client, bound && bound.jkt);

    this.metrics.tokenIssued();
    this.usage.tokenIssued(client.clientId, { secretId: secret?.id, address, network });
    if (bound?.nonce !== undefined) reply.header('DPoP-Nonce', bound.nonce);
    if (secret && secret.deprecatedAt !== null) this.#announceEnd(client.clientId, secret, reply);
    return response;
  }

  /** To whoever still uses a secret that has been replaced (RFC 9745 §2, RFC 8594 §3). */
  #announceEnd(clientId: string, { hint, ...secret }: RegisteredSecret, reply: FastifyReply): void {
    reply.header('Deprecation', `@${Math.floor(secret.deprecatedAt!)}`);
    if (secret.expiresAt !== null) {
      reply.header('Sunset', new Date(secret.expiresAt * 1000).toUTCString());
    }
    this.metrics.deprecatedSecretUsed(clientId, hint);
  }
}
