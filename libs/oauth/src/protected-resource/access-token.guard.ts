import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { AccessTokenClaims } from '../access-tokens/access-token.jwt.js';
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
  ) {
    super({ defaultStrategy: strategy.name });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed = this.reflector.get(RequireScope, context.getHandler());
    // A bug, not a refusal: a route that forgot its scope must not be open.
    if (!needed) throw new Error(`${context.getHandler().name} has no @RequireScope`);

    await super.canActivate(context);
    const { user } = context.switchToHttp().getRequest<{ user: AccessTokenClaims }>();
    if (user.scope.split(' ').includes(needed)) return true;
    throw this.strategy.refuse('insufficient_scope', `the token lacks the scope ${needed}`, needed);
  }

  /** Passport's answer: the claims, or why not. */
  override handleRequest<Claims>(error: unknown, claims: Claims | false, refusal: unknown): Claims {
    if (error) throw error;
    if (claims) return claims;
    throw refusal instanceof AccessTokenError ? refusal : this.#translate(refusal);
  }

  /** passport-jwt's "No auth token", and the errors of jsonwebtoken, which it passes on. */
  #translate(refusal: unknown): AccessTokenError {
    const { name, message } = refusal instanceof Error ? refusal : { name: '', message: '' };
    if (name === 'TokenExpiredError') {
      return this.strategy.refuse('expired_token', 'the token has expired: ask for a new one');
    }
    if (name === 'NotBeforeError') {
      return this.strategy.refuse('token_not_yet_valid', 'the token is not valid yet');
    }
    if (message === 'invalid signature') {
      return this.strategy.refuse('invalid_signature', 'the signature is not that of its key');
    }
    if (message === 'No auth token') {
      return this.strategy.refuse('missing_token', 'send an access token: Authorization: Bearer …');
    }
    return this.strategy.refuse('malformed_token', 'the token is not a signed JWT');
  }
}
