import { plainKeySet } from '../jws/key-set.js';
import { isWithin, readNetwork } from '../network.js';
import { SCOPES, type Side } from '../side.js';
import type { ClientChanges } from './client-attributes.js';
import { isPartOf } from './client-keys.js';
import { ClientAdministrationError } from './client-administration.error.js';
import { Client } from './client.entity.js';
import { plainLimits } from './limit-overrides.js';

/** What an administrator can say of a client, as its columns have it; what he does not say is left out. */
export function columnValues({
  allowedNetworks,
  expiresAt,
  jwks,
  limits,
  dpopBoundAccessTokens,
  ...attributes
}: ClientChanges): Partial<Client> {
  const { name, description, scopes, accessTokenLifetime, enabled, contact, jwksUri } = attributes;
  const all = {
    name,
    description,
    scopes,
    accessTokenLifetime,
    dpopBoundAccessTokens,
    enabled,
    contact,
    jwks: jwks && plainKeySet(jwks),
    jwksUri,
    limits: limits && plainLimits(limits),
    allowedNetworks: allowedNetworks?.map((network) => readNetwork(network)!),
    expiresAt: typeof expiresAt === 'string' ? new Date(expiresAt) : expiresAt,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/**
 * Those of the columns that would be others than they are.
 *
 * @throws ClientAdministrationError for a scope that its side does not have, and for a second key set
 */
export function changedColumns(before: Client, changes: ClientChanges): Partial<Client> {
  const values = columnValues(changes);
  if (values.scopes) values.scopes = knownScopes(before.side, values.scopes);
  // PostgreSQL writes some networks in other words than we do: ::ffff:1.2.3.0/120 is one.
  const allowedNetworks = before.allowedNetworks.map((network) => readNetwork(network) ?? network);
  // And the members of an object in another order.
  const jwks = before.jwks && plainKeySet(before.jwks);
  // Limits without effect are no limits of the API, and can be removed.
  const limits = before.limits && (plainLimits(before.limits) ?? {});
  requireOneKeySet(Object.assign(new Client(), before, values));
  const plain = Object.assign(new Client(), before, { allowedNetworks, jwks, limits });
  return differences(plain, values);
}

export function differences(before: Client, values: Partial<Client>): Partial<Client> {
  const current = before as unknown as Record<string, unknown>;
  const differs = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(current[name]);
  return Object.fromEntries(Object.entries(values).filter(differs));
}

function requireOneKeySet({ jwks, jwksUri }: Pick<Client, 'jwks' | 'jwksUri'>): void {
  if ((jwks ?? null) === null || (jwksUri ?? null) === null) return;
  throw new ClientAdministrationError(
    'validation_failed',
    'a client has jwks or jwksUri, not both: set the other one to null with it',
    '/data/attributes/jwksUri',
  );
}

/**
 * In the order of the side, without repetition.
 *
 * @throws ClientAdministrationError `validation_failed`
 */
export function knownScopes(side: Side, scopes: readonly string[]): string[] {
  const unknown = scopes.filter((scope) => !SCOPES[side].includes(scope));
  if (unknown.length === 0) return SCOPES[side].filter((scope) => scopes.includes(scope));
  throw new ClientAdministrationError(
    'validation_failed',
    `no scope "${unknown.join(' ')}"; the ${side} has ${SCOPES[side].join(', ')}`,
    '/data/attributes/scopes',
  );
}

/**
 * True when the changes give somebody more. Names, disabling, fewer networks, fewer keys, an earlier
 * end and tokens bound to a key give nothing. Any lifetime of tokens counts as more, since it
 * replaces that of the side, which is not known here. So do fewer scopes: a caller that takes away
 * scopes it lacks could then make a secret, and wait until they are given back. Without `before`,
 * every value counts as more that could be.
 */
export function mayGive(before: Client | null, changes: Partial<Client>): boolean {
  const { name: _, description: __, contact: ___, ...others } = changes;
  const { enabled, allowedNetworks, expiresAt, ...more } = others;
  const { dpopBoundAccessTokens, jwks, jwksUri, ...rest } = more;
  return (
    Object.keys(rest).length > 0 ||
    enabled === true ||
    dpopBoundAccessTokens === false ||
    (jwks !== undefined && !isPartOf(jwks, before?.jwks ?? null)) ||
    typeof jwksUri === 'string' ||
    (allowedNetworks !== undefined &&
      !(before && isNarrower(allowedNetworks, before.allowedNetworks))) ||
    (expiresAt !== undefined && !(before && isSooner(expiresAt, before.expiresAt)))
  );
}

/**
 * True when the changes give more to the existing credentials of a client. Other keys are other
 * credentials; fewer scopes never give more.
 */
export function widens(before: Client, changes: Partial<Client>): boolean {
  const { scopes = [], jwks: _, jwksUri: __, ...others } = changes;
  return scopes.some((scope) => !before.scopes.includes(scope)) || mayGive(before, others);
}

/** An empty list means every network. */
export function isNarrower(networks: readonly string[], before: readonly string[]): boolean {
  if (networks.length === 0) return false;
  return before.length === 0 || networks.every((network) => isWithin(network, before));
}

/** True for an end that is not after the other one; null means no end. */
export function isSooner(end: Date | null, before: Date | null): boolean {
  return end !== null && (before === null || end.getTime() <= before.getTime());
}

const AUDITED = [
  'name',
  'description',
  'scopes',
  'accessTokenLifetime',
  'dpopBoundAccessTokens',
  'allowedNetworks',
  'enabled',
  'expiresAt',
  'ownerId',
  'contact',
  'jwks',
  'jwksUri',
  'limits',
] as const;

export function auditable(client: Client, only: readonly string[] = AUDITED): Partial<Client> {
  const names = AUDITED.filter((name) => only.includes(name));
  return Object.fromEntries(names.map((name) => [name, client[name] ?? null]));
}
