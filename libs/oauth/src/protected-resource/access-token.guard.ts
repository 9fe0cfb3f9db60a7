import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import type { TokenFault } from '../access-tokens/token-header.js';
import { type StandingFault, TokenStanding } from '../access-tokens/token-standing.js';
import type { ClientFault } from '../clients/registered-client.js';
import { Usage } from '../usage/usage.js';
import { AccessTokenError } from './access-token.error.js';
import { JwtStrategy } from './jwt.strategy.js';

const DESCRIPTIONS: Readonly<Record<ClientFault, string>> = {
  disabled: 'the client of this token is disabled',
  expired: 'the client of this token has expired',
  owner_disabled: 'the user for whom this client acts is disabled',
  owner_gone: 'the user for whom this token was issued is gone',
  network: 'the client of this token may not call from this address',
};

/** The scope that a route needs; every route behind the guard names one. */
export const RequireScope = Reflector.createDecorator<string>();

/** Lets a request through whose access token is good and has the route's scope (RFC 6750). */
@Injectable()
export class AccessTokenGuard extends AuthGuard() {
  constructor(
    private readonly strategy: JwtStrategy,
    private readonly reflector: Reflector,
    private readonly standing: TokenStanding,
    private readonly usage: Usage,
  ) {
    super({ defaultStrategy: strategy.name });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed = this.reflector.get(RequireScope, context.getHandler());
    // A bug, not a refusal: a route that forgot its scope must not be open.
    if (!needed) throw new Error(`${context.getHandler().name} has no @RequireScope`);

    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<{ user: AccessTokenClaims; ip: string }>();
    const { user: claims, ip: address } = request;
    const standing = await this.standing.of(claims, address);
    if ('fault' in standing) throw this.#refuse(standing.fault, claims.client_id);
    const { scope } = standing;
    if (!scope.includes(needed)) {
      this.usage.denied(claims.client_id);
      throw this.strategy.refuse(
        'insufficient_scope',
        `the token lacks the scope ${needed}`,
        needed,
      );
    }
    this.usage.called(claims.client_id, needed);
    request.user = { ...claims, scope: scope.join(' ') };
    return true;
  }

  #refuse(fault: StandingFault, clientId: string): AccessTokenError {
    if (fault === 'client_gone') {
      return this.strategy.refuse('client_inactive', 'the client of this token does not exist');
    }
    this.usage.denied(clientId);
    if (fault === 'revoked') return this.strategy.refuse('revoked_token', 'the token was revoked');
    const code = fault === 'network' ? 'network_not_allowed' : 'client_inactive';
    return this.strategy.refuse(code, DESCRIPTIONS[fault]);
  }

  /** Passport's answer: the claims, or why not. */
  override handleRequest<Claims>(error: unknown, claims: Claims | false, refusal: unknown): Claims {
    if (error) throw error;
    if (claims) return claims;
    throw refusal instanceof AccessTokenError ? refusal : this.#translate(refusal);
  }

  /** A fault of the token, or passport-jwt's "No auth token". */
  #translate(refusal: unknown): AccessTokenError {
    if (refusal instanceof Error) {
      return this.strategy.refuse('missing_token', 'send an access token: Authorization: Bearer …');
    }
    const { code, description } = refusal as TokenFault;
    return this.strategy.refuse(code, description);
  }
}
