import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import type { Actor } from '#audit';
import type { Administrator } from '../clients/administrator.js';
import { ClientAdministrationError } from '../clients/client-administration.error.js';
import { addressOf } from '../network.js';
import { ownerIdOf } from './caller-names.js';
import { type Scheme, schemeOf } from './credentials.js';
import { type Accepted, ACCEPTED_BY, type ApiResponse, BY_SESSION, keepResponse } from './http.js';

/** The caller of a request, from the token that the guard has accepted. */
export interface Caller {
  /** Id of the client; for a person with a session, a name that no client has. */
  clientId: string;
  /** True for a person with a session at this server, who calls without a client. */
  isSession: boolean;
  /**
   * Id of the person who has signed in, or of the user for whom the client acts; otherwise null, also
   * for a visitor.
   */
  ownerId: string | null;
  /** The scope of the token without the scopes that the client has lost since. */
  scope: readonly string[];
  /** The scheme of the request, which a challenge must name. */
  scheme: Scheme;
  /** The caller as an administrator: for audit events, and for the scopes that it may grant. */
  administrator: Administrator;
}

/** The parts of an accepted request that are used here. */
interface AcceptedRequest {
  user: AccessTokenClaims & Partial<Accepted>;
  /** Missing in Express, unless a middleware of the host sets it. */
  id?: unknown;
  ip?: string;
  headers: { authorization?: string };
}

/** With this scope a caller may grant scopes that it lacks. */
const GRANTS_ALL = 'clients:admin';

/** `@Caller() caller: Caller`, in a route behind AccessTokenGuard. */
export const Caller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller => {
    const http = context.switchToHttp();
    const caller = callerOf(http.getRequest<AcceptedRequest>());
    keepResponse(caller, http.getResponse<ApiResponse>());
    return caller;
  },
  [withoutClass],
);

/**
 * Says that the parameter has no class. A compiler that reads one file at a time takes the decorator
 * for the class of `caller: Caller`, and a `ValidationPipe` with `validateCustomDecorators` would
 * make an instance of it.
 */
function withoutClass(target: object, method: string | symbol | undefined, index: number): void {
  const types = Reflect.getMetadata('design:paramtypes', target, method!) as unknown[] | undefined;
  if (types?.[index] === Caller) types[index] = Object;
}

/**
 * Returns the id of the user for whom the client of the caller acts. Accepts the request too, for a
 * decorator that has no `Caller`.
 *
 * @throws ClientAdministrationError `no_owner`
 */
export function ownerOf(caller: Pick<Caller, 'ownerId'> | AcceptedRequest): string {
  const { ownerId } = 'user' in caller ? callerOf(caller) : caller;
  if (ownerId !== null) return ownerId;
  throw new ClientAdministrationError('no_owner', 'the client of this token acts for no user');
}

/** Returns the current scope of a request that the guard accepted. */
export function scopesOf(request: Pick<AcceptedRequest, 'user'>): readonly string[] {
  return request.user.scope.split(' ');
}

function callerOf(request: AcceptedRequest): Caller {
  const { user, id } = request;
  // A plain Error, because this is a bug: the user of another guard is not a caller.
  if (!user?.[ACCEPTED_BY]) throw new Error('@Caller() needs a route behind AccessTokenGuard');
  const requestId = typeof id === 'string' ? id : undefined;
  const { client_id: clientId } = user;
  const scope = scopesOf({ user });
  const ownerId = ownerIdOf(user);
  const actor = { ...actorOf(user), requestId, address: addressOf(request) };
  const scopes = scope.includes(GRANTS_ALL) ? 'all' : scope;
  const scheme = schemeOf(request);
  const { [BY_SESSION]: isSession = false } = user;
  const client = isSession ? undefined : { id: clientId, tokenLifetime: user.exp - user.iat };
  const administrator: Administrator = { actor, scopes, ownerId, tokenScopes: scope, client };
  return { clientId, isSession, ownerId, scope, scheme, administrator };
}

/** The actor of audit events: a person who has signed in acts, not the client. */
function actorOf({ client_id: clientId, sub, auth_time }: AccessTokenClaims): Actor {
  return auth_time === undefined
    ? { type: 'client', name: clientId }
    : { type: 'person', name: sub };
}
