import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AccessTokenClaims } from '../access-tokens/access-token.jwt.js';

/** Who calls, by a token that the guard has accepted. */
export interface Caller {
  clientId: string;
  subject: string;
  scope: readonly string[];
}

/** `@Caller() caller: Caller`, in a route behind AccessTokenGuard. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { user } = context.switchToHttp().getRequest<{ user: AccessTokenClaims }>();
  return { clientId: user.client_id, subject: user.sub, scope: user.scope.split(' ') };
});
