import { readNetwork } from '../network.js';
import { isNarrower, isSooner } from './client-changes.js';
import type { Client } from './client.entity.js';

/** Attributes that restrict the use of a client, besides its scopes. */
export type Restrictions = Pick<
  Client,
  'expiresAt' | 'allowedNetworks' | 'accessTokenLifetime' | 'dpopBoundAccessTokens'
>;

const RESTRICTIONS: readonly (keyof Restrictions)[] = [
  'expiresAt',
  'allowedNetworks',
  'accessTokenLifetime',
  'dpopBoundAccessTokens',
];

/** True when the changes have an attribute that restricts a client, in either direction. */
export function restricts(changes: Partial<Client>): boolean {
  return RESTRICTIONS.some((name) => name in changes);
}

/**
 * Names of the attributes by which a client is less restricted than another one.
 * `tokenLifetime` is that of the other client's token, in seconds: it stands for the
 * lifetime of the side, which the other client has while it has none of its own.
 */
export function lessRestricted(
  client: Restrictions,
  own: Restrictions,
  tokenLifetime: number,
): (keyof Restrictions)[] {
  const exceeded: Record<keyof Restrictions, boolean> = {
    expiresAt: own.expiresAt !== null && !isSooner(client.expiresAt ?? null, own.expiresAt),
    allowedNetworks:
      own.allowedNetworks.length > 0 && !isNarrower(networksOf(client), networksOf(own)),
    accessTokenLifetime: isLonger(client.accessTokenLifetime ?? null, own, tokenLifetime),
    dpopBoundAccessTokens: own.dpopBoundAccessTokens && !client.dpopBoundAccessTokens,
  };
  return RESTRICTIONS.filter((name) => exceeded[name]);
}

/** True also for the lifetime of the side when the other client has one of its own. */
function isLonger(
  lifetime: number | null,
  { accessTokenLifetime: own }: Restrictions,
  tokenLifetime: number,
): boolean {
  return lifetime === null ? own !== null : lifetime > (own ?? tokenLifetime);
}

/** PostgreSQL writes some networks differently than `readNetwork`. */
function networksOf({ allowedNetworks }: Restrictions): string[] {
  return allowedNetworks.map((network) => readNetwork(network) ?? network);
}
