import type { Actor } from '#audit';
import type { Transaction } from '#database';
import type { Side } from '../side.js';
import { mayGive } from './client-changes.js';
import { ClientAdministrationError } from './client-administration.error.js';
import { lessRestricted, type Restrictions, restricts } from './client-restrictions.js';
import { Client } from './client.entity.js';

/** The caller who changes clients, roles and the like, and what the caller may give. */
export interface Administrator {
  actor: Actor;

  /**
   * Scopes of the back office that the caller holds; `all` for the command line, which
   * works on the database itself, and for the scope `clients:admin`.
   */
  scopes: readonly string[] | 'all';

  /** The user for whom the caller acts; null when it acts for itself. */
  ownerId: string | null;

  /** Scopes of the caller's token; absent for the command line, which reads everything. */
  tokenScopes?: readonly string[];

  /** The caller's client and the seconds that its token lives; absent for the command line. */
  client?: { id: string; tokenLifetime: number };
}

/** True when messages to this caller may show values of resources with this read scope. */
export function mayBeShown({ tokenScopes }: Administrator, readScope: string): boolean {
  return tokenScopes === undefined || tokenScopes.includes(readScope);
}

/**
 * Callers cannot give scopes they lack, or they could give them to themselves. A
 * caller of the back office has no scope of the storefront, whatever its name is.
 *
 * @throws ClientAdministrationError `scope_not_held`
 */
export function assertScopesHeld(
  administrator: Administrator,
  side: Side,
  scopes: readonly string[],
): void {
  const { scopes: held } = administrator;
  if (held === 'all') return;
  const missing = side === 'backoffice' ? scopes.filter((scope) => !held.includes(scope)) : scopes;
  if (missing.length === 0) return;
  // The scopes are those of a client or of a role: a caller who may not read both learns none.
  const isShown = ['clients:read', 'roles:read'].every((scope) => mayBeShown(administrator, scope));
  throw new ClientAdministrationError(
    'scope_not_held',
    isShown
      ? `the caller needs clients:admin, or these scopes of the ${side}: ${missing.join(' ')}`
      : `the caller needs clients:admin, or every scope of the ${side} that it gives`,
  );
}

/**
 * Limits protect the other clients: a caller that can change clients must not lift those of its own.
 *
 * @throws ClientAdministrationError `scope_not_held`
 */
export function requireMayLimit({ scopes }: Administrator): void {
  if (scopes === 'all') return;
  const pointer = '/data/attributes/limits';
  throw new ClientAdministrationError(
    'scope_not_held',
    'the caller needs clients:admin to set the limits of a client',
    pointer,
  );
}

/**
 * Refuses a client that may do more than the caller, because the caller could use that client. The
 * caller needs every scope of the client, and acts for the same user: with a client of another user
 * it could act as that user, and a client of no user would still work after the dismissal of its own.
 * The client must also be restricted at least as much as the caller's.
 *
 * @throws ClientAdministrationError `scope_not_held`, `owner_not_held`, `less_restricted`
 */
export async function requireMayGive(
  administrator: Administrator,
  client: Pick<Client, 'side' | 'scopes' | 'ownerId'> & Restrictions,
  { transaction, pointer }: { transaction: Transaction; pointer?: string },
): Promise<void> {
  assertScopesHeld(administrator, client.side, client.scopes);
  if (administrator.scopes === 'all') return;
  if (client.ownerId !== administrator.ownerId) {
    throw new ClientAdministrationError(
      'owner_not_held',
      'the caller needs clients:admin, or must act for the same user as the client',
      pointer,
    );
  }
  await requireRestricted(administrator, client, transaction);
}

/**
 * Refuses a change that gives more than the caller may. A change that only takes away needs no
 * scope of the client. A change of restrictions also needs a client that is restricted enough
 * beforehand: otherwise the caller could restrict a client, give it a secret, and use that
 * secret after somebody has removed the restrictions again.
 *
 * `changes` of a caller that may not read clients are all values of the request: the refusal of
 * the values that differ would tell which ones do.
 *
 * @throws ClientAdministrationError as `requireMayGive` and `requireMayLimit`
 */
export async function requireMayChange(
  administrator: Administrator,
  { before, changes }: { before: Client; changes: Partial<Client> },
  transaction: Transaction,
): Promise<void> {
  if (administrator.scopes === 'all') return;
  if ('limits' in changes) requireMayLimit(administrator);
  if (mayGive(mayBeShown(administrator, 'clients:read') ? before : null, changes)) {
    const after = Object.assign(new Client(), before, changes);
    after.scopes = [...new Set([...before.scopes, ...after.scopes])];
    await requireMayGive(administrator, after, { transaction });
  }
  if (restricts(changes)) await requireRestricted(administrator, before, transaction);
}

/** A caller whose client was deleted meanwhile cannot give anything. */
async function requireRestricted(
  administrator: Administrator,
  client: Restrictions,
  transaction: Transaction,
): Promise<void> {
  const { id, tokenLifetime = 0 } = administrator.client ?? {};
  const own = id === undefined ? null : await transaction.findOneBy(Client, { id });
  const names = own && lessRestricted(client, own, tokenLifetime);
  if (names?.length === 0) return;
  const shown = names && mayBeShown(administrator, 'clients:read') ? `: ${names.join(', ')}` : '';
  throw new ClientAdministrationError(
    'less_restricted',
    'the caller needs clients:admin, or the client must be restricted at least as much as the ' +
      `client of the caller${shown}`,
  );
}
