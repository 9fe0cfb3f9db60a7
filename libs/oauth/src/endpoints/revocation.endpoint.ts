import { Injectable } from '@nestjs/common';
import { ClientTokenRevocation } from '../revocation/client-token-revocation.js';
import { ClientAuthenticator } from '../client-authentication/client-authenticator.js';
import { ClientLimits } from '../limits/client-limits.js';
import { Usage } from '../usage/usage.js';
import {
  type Endpoint,
  type EndpointAnswer,
  type EndpointRequest,
  JSON_HEADERS,
  parametersOf,
} from './endpoint.js';

/**
 * The revocation endpoint (RFC 7009). `token_type_hint` is ignored: there is only one token type.
 */
@Injectable()
export class RevocationEndpoint implements Endpoint {
  readonly method = 'POST';
  readonly paths = ['/oauth2-token/revoke'];
  readonly headers = { ...JSON_HEADERS, 'cache-control': 'no-store' };

  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly revocation: ClientTokenRevocation,
    private readonly limits: ClientLimits,
    private readonly usage: Usage,
  ) {}

  async answer(request: EndpointRequest): Promise<EndpointAnswer> {
    const parameters = parametersOf(request);
    const authenticated = await this.authenticator.authenticate(parameters, request);
    this.usage.authenticated(authenticated);
    const { client } = authenticated;
    const quota = this.limits.take('revocations', client);
    const { clientId } = client;
    const { address, requestId } = request;
    const actor = { type: 'client', name: clientId, requestId, address } as const;
    const token = parameters.require('token');
    await this.limits.inTurn(clientId, async () => this.revocation.revoke(token, client, actor));
    // RFC 7009 §2.2 requires no content, but some clients parse every 200 as JSON.
    return { status: 200, headers: quota, body: '{}' };
  }
}
