import { Controller, Header, Headers, HttpCode, Post } from '@nestjs/common';
import { ClientAuthenticator } from '../client-authentication/client-authenticator.js';
import { FormParameters } from '../form-parameters.js';
import { Grants } from '../grants/grants.js';
import type { TokenResponse } from '../grants/token-response.js';
import { Parameters } from './parameters.decorator.js';

/** The token endpoint (RFC 6749 §3.2). */
@Controller('oauth2-token')
export class TokenController {
  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly grants: Grants,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store') // RFC 6749 §5.1
  @Header('Pragma', 'no-cache')
  async token(
    @Parameters() parameters: FormParameters,
    @Headers('authorization') authorization?: string,
  ): Promise<TokenResponse> {
    const grant = this.grants.get(parameters.require('grant_type'));
    const client = await this.authenticator.authenticate(parameters, authorization);
    return grant.issue(parameters, client);
  }
}
