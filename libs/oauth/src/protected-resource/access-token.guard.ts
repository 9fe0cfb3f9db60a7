import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { STANDING_FAULTS, type StandingFault } from '../access-tokens/standing-fault.js';
import type { TokenFault } from '../access-tokens/token-header.js';
import { TokenStanding } from '../access-tokens/token-standing.js';
import { Usage } from '../usage/usage.js';
import { AccessTokenError } from './access-token.error.js';
import { JwtStrategy } from './jwt.strategy.js';

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
    if (fault !== 'client_gone') this.usage.denied(clientId);
    const { code, description } = STANDING_FAULTS[fault];
    return this.strategy.refuse(code, description);
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
