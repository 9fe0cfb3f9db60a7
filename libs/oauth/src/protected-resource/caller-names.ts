import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { isOfVisitor } from '../access-tokens/visitor.js';
import { addressOf, networkOf } from '../network.js';

/** A request, as far as its address needs it. */
type WithAddress = Parameters<typeof addressOf>[0];

/** A request that the guard has accepted. */
type Accepted = WithAddress & { user: AccessTokenClaims };

/**
 * Returns the id of the user for whom the caller acts, null for one that acts for no user, and false
 * for a visitor. Returns undefined for a request that no guard has accepted.
 */
export function memberOf({ user }: Partial<Accepted>): string | null | false | undefined {
  return user && (isOfVisitor(user) ? false : ownerIdOf(user));
}

/**
 * Returns a name for the limits of costly work: the subject of the token, for all clients that act for
 * one person, and the network for visitors.
 */
export function readerOf(request: Accepted): string {
  const { user } = request;
  return isOfVisitor(user) ? countedNameOf(user, request) : user.sub;
}

/**
 * Returns the owner from `sub`, which is the user for whom the client acts, the client (RFC 9068
 * §2.2), or a visitor.
 */
export function ownerIdOf(claims: AccessTokenClaims): string | null {
  const { sub, client_id: clientId } = claims;
  return sub === clientId || isOfVisitor(claims) ? null : sub;
}

/** Returns the name of a caller: a client, or a person or a visitor at a client. */
export function callerNameOf(claims: AccessTokenClaims): string {
  const { client_id: clientId, sub, auth_time } = claims;
  return auth_time === undefined && !isOfVisitor(claims) ? clientId : `${clientId} ${sub}`;
}

/**
 * Returns the name under which requests of a caller are counted. The people of one client do not use
 * up the limits of each other. Visitors of one network share a name: everybody can get many tokens.
 */
export function countedNameOf(claims: AccessTokenClaims, request: WithAddress): string {
  if (!isOfVisitor(claims)) return callerNameOf(claims);
  return `${claims.client_id} visitors of ${networkOf(addressOf(request))}`;
}
