import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { isOpenIdScope, type Scope } from '../scope.js';
import type { PersonSnapshot } from './person-snapshot.js';

/**
 * Returns the part of a requested scope that both the client and the roles of the person hold, and
 * the scopes of OpenID Connect, which need no role. RFC 6749 §3.3 permits less than was requested:
 * the response names the scope.
 */
export function heldScope(
  requested: Scope,
  client: Pick<ClientSnapshot, 'scopes'>,
  person: Pick<PersonSnapshot, 'scopes'>,
): Scope {
  const isHeld = (scope: string) => client.scopes.includes(scope) && person.scopes.includes(scope);
  return requested.filter((scope) => isOpenIdScope(scope) || isHeld(scope));
}
