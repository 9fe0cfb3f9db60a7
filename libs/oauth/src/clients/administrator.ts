import type { Actor } from '#audit';
import type { Side } from '../side.js';
import { ClientRefused } from './client-refused.js';

/** Who changes clients, roles and the like, and how much of it is his to give. */
export interface Administrator {
  actor: Actor;

  /**
   * Scopes of the back office that he holds; `all` for the command line, which
   * works on the database itself, and for the scope `clients:admin`.
   */
  scopes: readonly string[] | 'all';

  /** The user for whom he acts; null for himself. */
  ownerId: string | null;
}

/**
 * Nobody gives away what he does not have, or he could give it to himself. A
 * caller of the back office has no scope of the storefront, whatever its name.
 *
 * @throws ClientRefused `scope_not_held`
 */
export function requireHeld(
  { scopes: held }: Administrator,
  side: Side,
  scopes: readonly string[],
): void {
  if (held === 'all') return;
  const missing = side === 'backoffice' ? scopes.filter((scope) => !held.includes(scope)) : scopes;
  if (missing.length === 0) return;
  throw new ClientRefused(
    'scope_not_held',
    `this needs clients:admin, or these scopes of the ${side} held by the caller: ${missing.join(' ')}`,
  );
}

/**
 * A client acts in the name of its owner, so who makes one for somebody else
 * could be that person.
 *
 * @throws ClientRefused `owner_not_held`
 */
export function requireOwner(
  { scopes, ownerId: own }: Administrator,
  side: Side,
  ownerId: string,
): void {
  if (scopes === 'all' || (side === 'backoffice' && ownerId === own)) return;
  throw new ClientRefused(
    'owner_not_held',
    'to let a client act for somebody else than the caller does needs clients:admin',
    '/data/relationships/owner',
  );
}
