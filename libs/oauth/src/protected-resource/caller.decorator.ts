import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessTokenClaims } from '../access-tokens/access-token.jwt.js';
import type { Administrator } from '../clients/administrator.js';

/** Who calls, by a token that the guard has accepted. */
export interface Caller {
  clientId: string;
  /** The user for whom the client acts, by its id; null for itself. */
  ownerId: string | null;
  /** What is in the token and has not been taken from the client since. */
  scope: readonly string[];
  /** The same as who changes things, for the audit trail and for what he may give. */
  administrator: Administrator;
}

/** With this scope a caller may give what he does not have himself. */
const GIVES_ALL = 'clients:admin';

/** `@Caller() caller: Caller`, in a route behind AccessTokenGuard. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<FastifyRequest & { user: AccessTokenClaims }>();
  return callerOf(request);
});

/** Of a request that the guard has let through. */
export function callerOf({
  user,
  id: requestId,
  ip: address,
}: {
  user: AccessTokenClaims;
  id: string;
  ip: string;
}): Caller {
  const { client_id: clientId, sub } = user;
  const scope = user.scope.split(' ');
  const ownerId = sub === clientId ? null : sub;
  const actor = { type: 'client', name: clientId, requestId, address } as const;
  const scopes = scope.includes(GIVES_ALL) ? 'all' : scope;
  return { clientId, ownerId, scope, administrator: { actor, scopes, ownerId } };
}
