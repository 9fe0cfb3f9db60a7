import type { ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { HasHeaders } from './http.js';
import type { JwtStrategy } from './jwt.strategy.js';

/**
 * Nest's guard of Passport. It is not a provider: Nest would replace its options by those of a
 * host's `PassportModule`, and requests would be authenticated by the host's strategy.
 */
export class PassportGuard extends AuthGuard() {
  constructor(
    private readonly translate: (rejection: unknown, request: HasHeaders) => Error,
    strategy: JwtStrategy,
  ) {
    super({ defaultStrategy: strategy.name });
  }

  /** Returns the claims that Passport has verified, or throws the reason for their rejection. */
  override handleRequest<Claims>(
    error: unknown,
    claims: Claims | false,
    rejection: unknown,
    context: ExecutionContext,
  ): Claims {
    if (error) throw error;
    if (claims) return claims;
    throw this.translate(rejection, context.switchToHttp().getRequest<HasHeaders>());
  }
}
