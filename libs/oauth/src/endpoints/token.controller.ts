import { Controller, Header, Headers, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FormParameters } from '../form-parameters.js';
import type { TokenResponse } from '../grants/token-response.js';
import { Parameters } from './parameters.decorator.js';
import { Requester } from './requester.decorator.js';
import { TokenEndpoint } from './token-endpoint.js';

/** Handles the token requests that the server does not pass to `TokenEndpoint.answer` directly. */
@Controller('oauth2-token')
export class TokenController {
  constructor(private readonly endpoint: TokenEndpoint) {}

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
    const { response, headers } = await this.endpoint.issue(parameters, requester, proof);
    reply.headers(headers);
    return response;
  }
}
