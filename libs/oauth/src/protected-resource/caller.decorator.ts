import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import type { Administrator } from '../clients/administrator.js';
import { ClientAdministrationError } from '../clients/client-administration.error.js';
import { type Scheme, schemeOf } from './credentials.js';

/** Who calls, by a token that the guard has accepted. */
export interface Caller {
  clientId: string;
  /** The user for whom the client acts, by its id; null for itself. */
  ownerId: string | null;
  /** What is in the token and has not been taken from the client since. */
  scope: readonly string[];
  /** In which the token came: a challenge has to name it. */
  scheme: Scheme;
  /** The same as who changes things, for the audit trail and for what he may give. */
  administrator: Administrator;
}

/** What there is of a request that the guard has let through. */
interface AcceptedRequest {
  user: AccessTokenClaims;
  id: string;
  ip: string;
  headers: { authorization?: string };
}

/** With this scope a caller may give what he does not have himself. */
const GIVES_ALL = 'clients:admin';

/** `@Caller() caller: Caller`, in a route behind AccessTokenGuard. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<AcceptedRequest>()),
);

/**
 * The id of the user for whom the caller's client acts; of a request that the
 * guard has let through as well, for a decorator that has nothing else.
 *
 * @throws ClientAdministrationError `no_owner`
 */
export function ownerOf(caller: Pick<Caller, 'ownerId'> | AcceptedRequest): string {
  const { ownerId } = 'user' in caller ? callerOf(caller) : caller;
  if (ownerId !== null) return ownerId;
  throw new ClientAdministrationError('no_owner', 'the client of this token acts for no user');
}

/** Those of a request that the guard has let through. */
export function scopesOf(request: Pick<AcceptedRequest, 'user'>): readonly string[] {
  return request.user.scope.split(' ');
}

/** `sub` is the user for whom the client acts, or the client itself (RFC 9068 §2.2). */
export function ownerIdOf({ sub, client_id: clientId }: AccessTokenClaims): string | null {
  return sub === clientId ? null : sub;
}

function callerOf(request: AcceptedRequest): Caller {
  const { user, id: requestId, ip: address } = request;
  const { client_id: clientId } = user;
  const scope = scopesOf({ user });
  const ownerId = ownerIdOf(user);
  const actor = { type: 'client', name: clientId, requestId, address } as const;
  const scopes = scope.includes(GIVES_ALL) ? 'all' : scope;
  const scheme = schemeOf(request);
  const client = { id: clientId, tokenLifetime: user.exp - user.iat };
  const administrator: Administrator = { actor, scopes, ownerId, tokenScopes: scope, client };
  return { clientId, ownerId, scope, scheme, administrator };
}
