import { Controller, Header, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ClientTokenRevocation } from '../revocation/client-token-revocation.js';
import { ClientAuthenticator } from '../client-authentication/client-authenticator.js';
import { FormParameters } from '../form-parameters.js';
import { ClientLimits } from '../limits/client-limits.js';
import { Usage } from '../usage/usage.js';
import { Parameters } from './parameters.decorator.js';
import { Requester } from './requester.decorator.js';

/**
 * The revocation endpoint (RFC 7009). `token_type_hint` is ignored: there is only one token type.
 */
@Controller('oauth2-token/revoke')
export class RevocationController {
  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly revocation: ClientTokenRevocation,
    private readonly limits: ClientLimits,
    private readonly usage: Usage,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async revoke(
    @Parameters() parameters: FormParameters,
    @Requester() requester: Requester,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { client, secret, address, network } = await this.authenticator.authenticate(
      parameters,
      requester,
    );
    const { clientId } = client;
    this.usage.authenticated(clientId, { secretId: secret?.id, address, network });
    reply.headers(this.limits.take('revocations', client));
    const { requestId } = requester;
    const actor = { type: 'client', name: clientId, requestId, address } as const;
    const token = parameters.require('token');
    await this.limits.inTurn(clientId, async () => this.revocation.revoke(token, client, actor));
    return {}; // RFC 7009 §2.2 requires no content, but some clients parse every 200 as JSON
  }
}
