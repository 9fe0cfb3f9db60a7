import { Injectable } from '@nestjs/common';
import { type AccessToken, AccessTokens } from '../access-tokens/access-tokens.js';
import { grantScope } from '../scope.js';
import type { Grant, TokenRequest } from './grant.js';
import { type TokenResponse, tokenResponse } from './token-response.js';

/**
 * The client credentials grant (RFC 6749 §4.4). No refresh token: the client can request a new
 * token (§4.4.3).
 */
@Injectable()
export class ClientCredentialsGrant implements Grant {
  readonly type = 'client_credentials';

  constructor(private readonly accessTokens: AccessTokens) {}

  issue({ parameters, client, jkt }: TokenRequest): TokenResponse | Promise<TokenResponse> {
    const scope = grantScope(parameters.get('scope'), client.scopes);
    const token = this.accessTokens.issue({ client, scope, jkt });
    const respond = (issued: AccessToken) => tokenResponse(issued, { scope, jkt });
    return token instanceof Promise ? token.then(respond) : respond(token);
  }
}
