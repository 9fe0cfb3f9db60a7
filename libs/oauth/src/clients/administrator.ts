import type { Actor } from '#audit';
import type { Transaction } from '#database';
import type { Side } from '../side.js';
import { grantsMore } from './client-changes.js';
import { ClientAdministrationError } from './client-administration.error.js';
import { acceptsPeople } from './client-snapshot.js';
import { lessRestricted, type Restrictions, restricts } from './client-restrictions.js';
import { Client } from './client.entity.js';

/** The caller that changes clients, roles and the like, and the rights that it may grant. */
export interface Administrator {
  actor: Actor;

  /**
   * Scopes of the back office that the caller holds. `all` for the command line, which
   * works on the database directly, and for a caller with the scope `clients:admin`.
   */
  scopes: readonly string[] | 'all';

  /** The user for whom the caller acts; null when it acts for itself. */
  ownerId: string | null;

  /** Scopes of the caller's token; absent for the command line, which reads everything. */
  tokenScopes?: readonly string[];

  /** The caller's client and the seconds that its token lives; absent for the command line. */
  client?: { id: string; tokenLifetime: number };
}

/** True when messages to this caller may show values of the resources that need this read scope. */
export function mayBeShown({ tokenScopes }: Administrator, readScope: string): boolean {
  return tokenScopes === undefined || tokenScopes.includes(readScope);
}

/**
 * Checks that the caller holds the scopes. Callers cannot grant scopes they lack, or they could
 * grant them to themselves. A caller of the back office holds no scope of the storefront, even
 * one of the same name.
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
  const missing = side === 'storefront' ? scopes : scopes.filter((scope) => !held.includes(scope));
  if (missing.length === 0) return;
  // The scopes belong to a client or a role: a caller that may not read both is shown none.
  const isShown = ['clients:read', 'roles:read'].every((scope) => mayBeShown(administrator, scope));
  throw new ClientAdministrationError(
    'scope_not_held',
    isShown
      ? `the caller needs clients:admin, or these scopes of the ${side}: ${missing.join(' ')}`
      : `the caller needs clients:admin, or every scope of the ${side} that it gives`,
  );
}

/**
 * Checks that the caller may set limits. Limits protect the other clients, so a caller that can
 * change clients must not raise its own limits.
 *
 * @throws ClientAdministrationError `scope_not_held`
 */
export function requireMaySetLimits({ scopes }: Administrator): void {
  if (scopes === 'all') return;
  const pointer = '/data/attributes/limits';
  throw new ClientAdministrationError(
    'scope_not_held',
    'the caller needs clients:admin to set the limits of a client',
    pointer,
  );
}

/** The attributes of a client for people who sign in. */
type ForPeople = Pick<
  Client,
  'grantTypes' | 'redirectUris' | 'postLogoutRedirectUris' | 'isThirdParty'
>;

/**
 * Rejects a client with more rights than the caller, because the caller could use that client. The
 * caller needs every scope of the client and must act for the same user. With a client of another
 * user it could act as that user, and a client without an owner would keep working after the
 * caller's own user is disabled. The client must also be restricted at least as much as the
 * caller's. A client for people who sign in can act as any of them.
 *
 * @throws ClientAdministrationError `scope_not_held`, `owner_not_held`, `less_restricted`
 */
export async function requireMayGrant(
  administrator: Administrator,
  client: Pick<Client, 'side' | 'scopes' | 'ownerId'> & ForPeople & Restrictions,
  { transaction, pointer }: { transaction: Transaction; pointer?: string },
): Promise<void> {
  assertScopesHeld(administrator, client.side, client.scopes);
  if (administrator.scopes === 'all') return;
  requireNotForPeople(client);
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
 * Rejects a client for people, also one that would be for people once it gets the grant type.
 *
 * @throws ClientAdministrationError `scope_not_held`
 */
function requireNotForPeople(client: ForPeople): void {
  const uris = [...client.redirectUris, ...client.postLogoutRedirectUris];
  if (!acceptsPeople(client) && uris.length === 0 && !client.isThirdParty) return;
  throw new ClientAdministrationError(
    'scope_not_held',
    'the caller needs clients:admin for a client that people use to sign in',
    '/data/attributes/grantTypes',
  );
}

/**
 * Rejects a change that grants more than the caller may grant. A change that only takes away needs
 * no scope of the client. A change of restrictions also needs a client that is restricted enough
 * beforehand. Otherwise the caller could restrict a client, create a secret for it, and use that
 * secret after another administrator has removed the restrictions again.
 *
 * For a caller that may not read clients, `changes` are all values of the request. An error for
 * only the values that differ would reveal which ones do.
 *
 * @throws ClientAdministrationError the errors of `requireMayGrant` and `requireMaySetLimits`
 */
export async function requireMayChange(
  administrator: Administrator,
  { before, changes }: { before: Client; changes: Partial<Client> },
  transaction: Transaction,
): Promise<void> {
  if (administrator.scopes === 'all') return;
  if ('limits' in changes) requireMaySetLimits(administrator);
  if (grantsMore(mayBeShown(administrator, 'clients:read') ? before : null, changes)) {
    const after = Object.assign(new Client(), before, changes);
    after.scopes = [...new Set([...before.scopes, ...after.scopes])];
    after.grantTypes = [...before.grantTypes, ...after.grantTypes];
    after.isThirdParty ||= before.isThirdParty;
    await requireMayGrant(administrator, after, { transaction });
  }
  if (restricts(changes)) await requireRestricted(administrator, before, transaction);
}

/**
 * Checks the restrictions against the caller's client; a caller whose client was deleted meanwhile
 * fails.
 */
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
