import { readNetwork } from '../network.js';
import type { ClientChanges } from './client-attributes.js';
import type { Client } from './client.entity.js';

/** What an administrator can say of a client, as its columns have it; what he does not say is left out. */
export function columnValues({
  allowedNetworks,
  expiresAt,
  ...attributes
}: ClientChanges): Partial<Client> {
  const { name, description, scopes, accessTokenLifetime, enabled, contact } = attributes;
  const all = {
    name,
    description,
    scopes,
    accessTokenLifetime,
    enabled,
    contact,
    allowedNetworks: allowedNetworks?.map((network) => readNetwork(network)!),
    expiresAt: typeof expiresAt === 'string' ? new Date(expiresAt) : expiresAt,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

export function differences(before: Client, values: Partial<Client>): Partial<Client> {
  const current = before as unknown as Record<string, unknown>;
  const differs = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(current[name]);
  return Object.fromEntries(Object.entries(values).filter(differs));
}

/** Names, and turning it off, and fewer scopes: nobody gets more by that. */
export function mayGive(before: Client, changes: Partial<Client>): boolean {
  const { name: _, description: __, contact: ___, scopes, enabled, ...rest } = changes;
  const adds = scopes?.some((scope) => !before.scopes.includes(scope)) ?? false;
  return adds || enabled === true || Object.keys(rest).length > 0;
}

const AUDITED = [
  'name',
  'description',
  'scopes',
  'accessTokenLifetime',
  'allowedNetworks',
  'enabled',
  'expiresAt',
  'ownerId',
  'contact',
] as const;

export function auditable(client: Client, only: readonly string[] = AUDITED): Partial<Client> {
  const names = AUDITED.filter((name) => only.includes(name));
  return Object.fromEntries(names.map((name) => [name, client[name] ?? null]));
}
