import { randomUUID } from 'node:crypto';
import { plainKeySet } from '../jws/key-set.js';
import { isWithin, readNetwork } from '../network.js';
import { type Side } from '../side.js';
import { CLIENT_ATTRIBUTES, type ClientChanges, type NewClient } from './client-attributes.js';
import { GRANT_TYPES, requireConsistentGrants } from './client-grants.js';
import { isSubset } from './client-keys.js';
import { ClientAdministrationError } from './client-administration.error.js';
import { Client } from './client.entity.js';
import { plainLimits } from './limit-overrides.js';

/**
 * Returns the attributes of a client in the form of its columns, without attributes that are
 * undefined.
 */
export function columnValues({
  allowedNetworks,
  expiresAt,
  jwks,
  limits,
  dpopBoundAccessTokens,
  ...attributes
}: ClientChanges): Partial<Client> {
  const { name, description, scopes, accessTokenLifetime, enabled, contact, jwksUri } = attributes;
  const { grantTypes, redirectUris, postLogoutRedirectUris, isPublic, isThirdParty } = attributes;
  const all = {
    name,
    description,
    scopes,
    grantTypes: grantTypes && GRANT_TYPES.filter((type) => grantTypes.includes(type)),
    redirectUris,
    postLogoutRedirectUris,
    isPublic,
    isThirdParty,
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
 * Builds a client with an id of its own, without its owner.
 *
 * @throws ClientAdministrationError for a scope that the side lacks
 */
export function newClient(attributes: NewClient, ofSide: readonly string[]): Client {
  const { side } = attributes;
  const client = Object.assign(new Client(), DEFAULTS, columnValues(attributes), { side });
  client.id = randomUUID();
  client.scopes = knownScopes(side, attributes.scopes, ofSide);
  return client;
}

/** Values of a new client that have no null. */
const DEFAULTS = {
  enabled: true,
  allowedNetworks: [],
  dpopBoundAccessTokens: false,
  grantTypes: ['client_credentials'],
  redirectUris: [],
  postLogoutRedirectUris: [],
  isPublic: false,
  isThirdParty: false,
} satisfies Partial<Client>;

/**
 * Returns the columns that the changes would change, with their new values.
 *
 * @throws ClientAdministrationError for a scope that the side lacks, a second key set, and
 *   attributes that conflict
 */
export function changedColumns(
  before: Client,
  changes: ClientChanges,
  ofSide: readonly string[],
): Partial<Client> {
  const values = columnValues(changes);
  if (values.scopes) values.scopes = knownScopes(before.side, values.scopes, ofSide);
  // PostgreSQL writes some networks differently than this server does: ::ffff:1.2.3.0/120 is one.
  const allowedNetworks = before.allowedNetworks.map((network) => readNetwork(network) ?? network);
  // PostgreSQL also changes the order of the members of an object.
  const jwks = before.jwks && plainKeySet(before.jwks);
  // Stored limits without a valid value count as an empty object, so the API can set them to null.
  const limits = before.limits && (plainLimits(before.limits) ?? {});
  const after = Object.assign(new Client(), before, values);
  requireOneKeySet(after);
  requireConsistentGrants(after);
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
    'a client cannot have both jwks and jwksUri: set the other one to null in the same request',
    '/data/attributes/jwksUri',
  );
}

/**
 * Returns the scopes in the order of the side, without duplicates.
 *
 * @throws ClientAdministrationError `validation_failed`
 */
export function knownScopes(
  side: Side,
  scopes: readonly string[],
  ofSide: readonly string[],
): string[] {
  const unknown = scopes.filter((scope) => !ofSide.includes(scope));
  if (unknown.length === 0) return ofSide.filter((scope) => scopes.includes(scope));
  throw new ClientAdministrationError(
    'validation_failed',
    `no scope "${unknown.join(' ')}"; the ${side} has ${ofSide.join(', ')}`,
    '/data/attributes/scopes',
  );
}

/**
 * True when the changes may grant more rights than before. These never grant more: names,
 * disabling, fewer networks, fewer keys, fewer URIs, an earlier end, consent of people, and tokens
 * bound to a key. Any lifetime of tokens counts as more, because it replaces the lifetime of the
 * side, which is not known here. Fewer scopes and grant types also count as more: a caller that
 * removes scopes it lacks could then create a secret, and wait until an administrator adds the
 * scopes again. Without `before`, every value that could grant more counts as more.
 */
export function grantsMore(before: Client | null, changes: Partial<Client>): boolean {
  const { name: _, description: __, contact: ___, ...others } = changes;
  const { enabled, allowedNetworks, expiresAt, ...more } = others;
  const { dpopBoundAccessTokens, jwks, jwksUri, isPublic, isThirdParty, ...uses } = more;
  const { redirectUris = [], postLogoutRedirectUris = [], ...rest } = uses;
  return (
    Object.keys(rest).length > 0 ||
    enabled === true ||
    dpopBoundAccessTokens === false ||
    isPublic === true ||
    isThirdParty === false ||
    hasNew(redirectUris, before?.redirectUris) ||
    hasNew(postLogoutRedirectUris, before?.postLogoutRedirectUris) ||
    (jwks !== undefined && !isSubset(jwks, before?.jwks ?? null)) ||
    typeof jwksUri === 'string' ||
    (allowedNetworks !== undefined &&
      !(before && isNarrower(allowedNetworks, before.allowedNetworks))) ||
    (expiresAt !== undefined && !(before && isSooner(expiresAt, before.expiresAt)))
  );
}

/**
 * True when the changes grant more to the existing credentials of a client. New keys are new
 * credentials, so they do not count. Fewer scopes and grant types never grant more.
 */
export function widens(before: Client, changes: Partial<Client>): boolean {
  const { scopes = [], grantTypes = [], jwks: _, jwksUri: __, ...others } = changes;
  return (
    hasNew(scopes, before.scopes) ||
    hasNew(grantTypes, before.grantTypes) ||
    grantsMore(before, others)
  );
}

function hasNew(values: readonly string[], before: readonly string[] = []): boolean {
  return values.some((value) => !before.includes(value));
}

/** True when the networks lie within the earlier ones. An empty list means every network. */
export function isNarrower(networks: readonly string[], before: readonly string[]): boolean {
  if (networks.length === 0) return false;
  return before.length === 0 || networks.every((network) => isWithin(network, before));
}

/** True for an end that is not after the earlier value; null means no end. */
export function isSooner(end: Date | null, before: Date | null): boolean {
  return end !== null && (before === null || end.getTime() <= before.getTime());
}

const AUDITED = [...CLIENT_ATTRIBUTES, 'ownerId'] as const;

export function auditable(client: Client, only: readonly string[] = AUDITED): Partial<Client> {
  const names = AUDITED.filter((name) => only.includes(name));
  return Object.fromEntries(names.map((name) => [name, client[name] ?? null]));
}
