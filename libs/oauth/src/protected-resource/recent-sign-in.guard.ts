import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AccessTokenVerifier } from './access-token-verifier.js';
import type { ApiRequest } from './http.js';

const MaxAge = Reflector.createDecorator<number>();

/** Rejects people whose sign-in is too long ago, on routes with `@RequireRecentSignIn`. */
@Injectable()
class RecentSignInGuard implements CanActivate {
  constructor(
    private readonly verifier: AccessTokenVerifier,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const maxAge = this.reflector.get(MaxAge, context.getHandler());
    this.verifier.requireRecentSignIn(context.switchToHttp().getRequest<ApiRequest>(), maxAge);
    return true;
  }
}

/**
 * Requires that a person has signed in at most this many seconds ago, with a session or a token:
 *
 *     @RequireScope('clients:write')
 *     @RequireRecentSignIn(300)
 *
 * Otherwise the answer is 401 with `max_age`, and the application lets the person sign in again
 * (RFC 9470). A machine has no sign-in; its scope decides alone. Nest runs this guard after the
 * AccessTokenGuard of the controller. Operations of `POST /api/operations` pass no guards of routes.
 */
export function RequireRecentSignIn(seconds: number): MethodDecorator {
  return applyDecorators(MaxAge(seconds), UseGuards(RecentSignInGuard));
}
