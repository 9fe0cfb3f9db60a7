import { Injectable } from '@nestjs/common';
import { AuthorizationIntake } from '../authorization/authorization-intake.js';
import { PUSHED_LIFETIME } from '../authorization/authorization-requests.js';
import { TokenBinding } from '../dpop/token-binding.js';
import type { Endpoint, EndpointAnswer, EndpointRequest } from './endpoint.js';
import { MeteredAuthenticator } from './metered-authenticator.js';

/**
 * The pushed authorization request endpoint (RFC 9126): the client authenticates before a person is
 * involved, and the parameters do not go through the browser.
 */
@Injectable()
export class PushedAuthorizationEndpoint implements Endpoint {
  readonly method = 'POST';
  readonly paths = ['/oauth2-token/par'];

  constructor(
    private readonly authenticator: MeteredAuthenticator,
    private readonly binding: TokenBinding,
    private readonly intake: AuthorizationIntake,
  ) {}

  async answer(request: EndpointRequest): Promise<EndpointAnswer> {
    const metered = await this.authenticator.authenticate(request, 'tokens');
    const { parameters, client, quota } = metered;
    const proof = request.headers.dpop as string | undefined;
    // RFC 9449 §10.1
    const bound =
      proof === undefined ? null : await this.binding.accept(client, proof, this.paths[0]!);
    const requestUri = await this.intake.push(parameters, client, bound && bound.jkt);
    const body = JSON.stringify({ request_uri: requestUri, expires_in: PUSHED_LIFETIME });
    const nonce = bound?.nonce;
    const headers = nonce === undefined ? quota : { ...quota, 'DPoP-Nonce': nonce };
    return { status: 201, headers, body };
  }
}
