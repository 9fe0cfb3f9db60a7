import { Injectable } from '@nestjs/common';
import { clientActor } from '../clients/client-actor.js';
import { ClientTokenRevocation } from '../revocation/client-token-revocation.js';
import { ClientEndpoint, type ClientRequest } from './client.endpoint.js';
import type { EndpointAnswer } from './endpoint.js';

/**
 * The revocation endpoint (RFC 7009). `token_type_hint` is ignored: access tokens and refresh tokens
 * look different.
 */
@Injectable()
export class RevocationEndpoint extends ClientEndpoint {
  readonly paths = ['/oauth2-token/revoke'];
  protected readonly limit = 'revocations';

  constructor(private readonly revocation: ClientTokenRevocation) {
    super();
  }

  protected async answerClient(request: ClientRequest): Promise<EndpointAnswer> {
    const { parameters, client } = request;
    const actor = clientActor(client, request);
    const token = parameters.require('token');
    await this.limits.inTurn(client.clientId, async () =>
      this.revocation.revoke(token, client, actor),
    );
    // RFC 7009 §2.2 requires no content, but some clients parse every 200 as JSON.
    return { status: 200, body: '{}' };
  }
}
