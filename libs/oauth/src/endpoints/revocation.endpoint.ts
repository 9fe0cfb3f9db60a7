import { Injectable } from '@nestjs/common';
import { clientActor } from '../clients/client-actor.js';
import { ClientTokenRevocation } from '../revocation/client-token-revocation.js';
import { ClientLimits } from '../limits/client-limits.js';
import type { Endpoint, EndpointAnswer, EndpointRequest } from './endpoint.js';
import { MeteredAuthenticator } from './metered-authenticator.js';

/**
 * The revocation endpoint (RFC 7009). `token_type_hint` is ignored: access tokens and refresh tokens
 * look different.
 */
@Injectable()
export class RevocationEndpoint implements Endpoint {
  readonly method = 'POST';
  readonly paths = ['/oauth2-token/revoke'];

  constructor(
    private readonly authenticator: MeteredAuthenticator,
    private readonly revocation: ClientTokenRevocation,
    private readonly limits: ClientLimits,
  ) {}

  async answer(request: EndpointRequest): Promise<EndpointAnswer> {
    const metered = await this.authenticator.authenticate(request, 'revocations');
    const { parameters, client, quota } = metered;
    const actor = clientActor(client, request);
    const token = parameters.require('token');
    await this.limits.inTurn(client.clientId, async () =>
      this.revocation.revoke(token, client, actor),
    );
    // RFC 7009 §2.2 requires no content, but some clients parse every 200 as JSON.
    return { status: 200, headers: quota, body: '{}' };
  }
}
