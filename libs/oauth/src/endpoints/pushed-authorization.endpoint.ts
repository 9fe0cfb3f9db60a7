import { Injectable } from '@nestjs/common';
import { AuthorizationIntake } from '../authorization/authorization-intake.js';
import { PUSHED_LIFETIME } from '../authorization/authorization-requests.js';
import { TokenBinding } from '../dpop/token-binding.js';
import { ClientEndpoint, type ClientRequest } from './client.endpoint.js';
import type { EndpointAnswer } from './endpoint.js';

/**
 * The pushed authorization request endpoint (RFC 9126): the client authenticates before a person is
 * involved, and the parameters do not go through the browser.
 */
@Injectable()
export class PushedAuthorizationEndpoint extends ClientEndpoint {
  readonly paths = ['/oauth2-token/par'];
  protected readonly limit = 'tokens';

  constructor(
    private readonly binding: TokenBinding,
    private readonly intake: AuthorizationIntake,
  ) {
    super();
  }

  protected async answerClient({
    parameters,
    client,
    headers,
  }: ClientRequest): Promise<EndpointAnswer> {
    const proof = headers.dpop as string | undefined;
    // RFC 9449 §10.1
    const bound =
      proof === undefined ? null : await this.binding.accept(client, proof, this.paths[0]!);
    const requestUri = await this.intake.push(parameters, client, bound && bound.jkt);
    const body = JSON.stringify({ request_uri: requestUri, expires_in: PUSHED_LIFETIME });
    const nonce = bound?.nonce;
    return { status: 201, body, ...(nonce !== undefined && { headers: { 'DPoP-Nonce': nonce } }) };
  }
}
