import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessTokenVerifier, TOKEN_REQUIRED } from './access-token-verifier.js';
import { namesOf, type RequiredScope } from './required-scope.js';

const NeededScope = Reflector.createDecorator<RequiredScope>();

/**
 * Declares the scope that a route needs. Every route behind the guard must have it:
 *
 *     @RequireScope('users:read')
 *     @RequireScope({ allOf: ['users:read', 'roles:read'] })
 *     @RequireScope(['users:write', 'roles:write'])
 *
 * One scope of a list is enough to call the route, which then checks each of its acts with
 * `AccessTokenVerifier.require`.
 */
export const RequireScope = Object.assign(
  (needed: RequiredScope) => {
    // A plain Error, because this is a bug: a route must not be open.
    if (namesOf(needed).length === 0) throw new Error('@RequireScope needs a scope');
    return applyDecorators(NeededScope(needed), RouteConfig(TOKEN_REQUIRED));
  },
  { KEY: NeededScope.KEY },
) as typeof NeededScope;

/**
 * Accepts requests with a valid access token that has the scope of the route. Nest creates a guard in
 * each module that uses it, so all that it needs is in `AccessTokenVerifier`.
 */
@Injectable()
export class AccessTokenGuard implements CanActivate {
  constructor(
    private readonly verifier: AccessTokenVerifier,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed: RequiredScope | undefined = this.reflector.get(NeededScope, context.getHandler());
    // A plain Error, because this is a bug: a route without a declared scope must not be open.
    if (needed === undefined) throw new Error(`${context.getHandler().name} has no @RequireScope`);

    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    await this.verifier.admit(request, http.getResponse<FastifyReply>(), needed);
    return true;
  }
}
