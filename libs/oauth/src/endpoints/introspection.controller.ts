import { Controller, Header, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccessTokenJwt } from '../access-tokens/access-token.jwt.js';
import { TokenStatus } from '../revocation/token-status.js';
import { ClientAuthenticator } from '../client-authentication/client-authenticator.js';
import { FormParameters } from '../form-parameters.js';
import { ClientLimits } from '../limits/client-limits.js';
import { OAuthError } from '../oauth.error.js';
import { Usage } from '../usage/usage.js';
import { Parameters } from './parameters.decorator.js';
import { Requester } from './requester.decorator.js';

/** Of the client that asks. */
const SCOPE = 'tokens:introspect';

/** Of an inactive token nothing else is said, not even why (RFC 7662 §2.2). */
const INACTIVE = { active: false } as const;

/** Tells a protected resource what a token of this side is worth at the moment (RFC 7662). */
@Controller('oauth2-token/introspect')
export class IntrospectionController {
  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly accessTokenJwt: AccessTokenJwt,
    private readonly tokenStatus: TokenStatus,
    private readonly limits: ClientLimits,
    private readonly usage: Usage,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store') // it may be another answer in a moment
  async introspect(
    @Parameters() parameters: FormParameters,
    @Requester() requester: Requester,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.headers(await this.#requireMayAsk(parameters, requester));
    const claims = await this.accessTokenJwt.verify(parameters.require('token'));
    if (!claims) return INACTIVE;
    // Where its client may call from is between that client and who is called.
    const status = await this.tokenStatus.of(claims, null);
    if ('inactiveReason' in status) return INACTIVE;
    const { client_id, sub, aud, iss, exp, iat, jti, cnf } = claims;
    const scope = status.scope.join(' ');
    return {
      active: true,
      ...(scope === '' ? {} : { scope }), // the syntax has no empty one
      client_id,
      sub,
      aud,
      iss,
      exp,
      iat,
      jti,
      ...(cnf ? { cnf, token_type: 'DPoP' } : { token_type: 'Bearer' }), // RFC 9449 §6.2
    };
  }

  /**
   * Counts the request, and returns the headers of its quota.
   *
   * @throws OAuthError `insufficient_scope`, `too_many_requests`, and those of the authenticator
   */
  async #requireMayAsk(
    parameters: FormParameters,
    requester: Requester,
  ): Promise<Readonly<Record<string, string>>> {
    const { client, secret, address, network } = await this.authenticator.authenticate(
      parameters,
      requester,
    );
    this.usage.authenticated(client.clientId, { secretId: secret?.id, address, network });
    const headers = this.limits.take('introspections', client);
    if (client.scopes.includes(SCOPE)) return headers;
    this.usage.denied(client.clientId);
    throw new OAuthError('insufficient_scope', `this client lacks the scope ${SCOPE}`);
  }
}
