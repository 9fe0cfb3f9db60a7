import { Injectable } from '@nestjs/common';
import { AccessTokenJwt } from '../access-tokens/access-token.jwt.js';
import { TokenStatus } from '../revocation/token-status.js';
import { OAuthError } from '../oauth.error.js';
import { ClientEndpoint, type ClientRequest } from './client.endpoint.js';
import type { EndpointAnswer } from './endpoint.js';

/** The scope that the introspecting client needs. */
const SCOPE = 'tokens:introspect';

/**
 * The response for an inactive token. It contains no other member, not even a reason (RFC 7662
 * §2.2).
 */
const INACTIVE = { active: false } as const;

/**
 * The introspection endpoint (RFC 7662): tells a protected resource whether an access token is active
 * now. A refresh token is inactive: no resource accepts it, so one that receives it must reject it.
 */
@Injectable()
export class IntrospectionEndpoint extends ClientEndpoint {
  readonly paths = ['/oauth2-token/introspect'];
  protected readonly limit = 'introspections';

  constructor(
    private readonly accessTokenJwt: AccessTokenJwt,
    private readonly tokenStatus: TokenStatus,
  ) {
    super();
  }

  protected async answerClient({ parameters, client }: ClientRequest): Promise<EndpointAnswer> {
    // Everybody can send the id of a public client, and RFC 7662 §2.1 requires authorization.
    if (client.isPublic)
      throw new OAuthError('invalid_client', 'a public client cannot introspect');
    if (!client.scopes.includes(SCOPE)) {
      this.usage.denied(client.clientId);
      throw new OAuthError('insufficient_scope', `this client lacks the scope ${SCOPE}`);
    }
    const response = await this.#introspect(parameters.require('token'));
    return { status: 200, body: JSON.stringify(response) };
  }

  async #introspect(token: string): Promise<object> {
    const claims = await this.accessTokenJwt.verify(token);
    if (!claims) return INACTIVE;
    // No address: the resource that is called checks from where the client calls.
    const status = await this.tokenStatus.of(claims, null);
    if ('inactiveReason' in status) return INACTIVE;
    const { client_id, sub, aud, iss, exp, iat, jti, cnf, auth_time, acr, amr } = claims;
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
      ...(auth_time === undefined ? {} : { auth_time, acr, amr }), // RFC 9470 §6.2
      ...(cnf ? { cnf, token_type: 'DPoP' } : { token_type: 'Bearer' }), // RFC 9449 §6.2
    };
  }
}
