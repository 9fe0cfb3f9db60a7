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

/** The scope that the introspecting client needs. */
const SCOPE = 'tokens:introspect';

/**
 * The response for an inactive token. It contains no other member, not even a reason (RFC 7662
 * §2.2).
 */
const INACTIVE = { active: false } as const;

/**
 * The introspection endpoint (RFC 7662): tells a protected resource whether a token is active now.
 */
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
  @Header('Cache-Control', 'no-store') // the answer may change at any time
  async introspect(
    @Parameters() parameters: FormParameters,
    @Requester() requester: Requester,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.headers(await this.#requireMayAsk(parameters, requester));
    const claims = await this.accessTokenJwt.verify(parameters.require('token'));
    if (!claims) return INACTIVE;
    // No address: the resource that is called checks from where the client calls.
    const status = await this.tokenStatus.of(claims, null);
    if ('inactiveReason' in status) return INACTIVE;
    const { client_id, sub, aud, iss, exp, iat, jti, cnf } = claims;
    const scope = status.scope.join(' ');
    return {
      active: true,
      ...(scope === '' ? {} : { scope }), // the syntax of `scope` has no empty value
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
   * Requires a client that may introspect tokens. Counts the request, and returns the quota
   * headers.
   *
   * @throws OAuthError `insufficient_scope`, `too_many_requests`, and the errors of the
   * authenticator
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
