import { readNetwork } from '../network.js';
import { isNarrower, isSooner } from './client-changes.js';
import type { Client } from './client.entity.js';

/** Attributes that restrict the use of a client, besides its scopes. */
const RESTRICTIONS = [
  'expiresAt',
  'allowedNetworks',
  'accessTokenLifetime',
  'dpopBoundAccessTokens',
] as const;

export type Restrictions = Pick<Client, (typeof RESTRICTIONS)[number]>;

/** True when the changes name a restriction of a client, also with the present value. */
export function restricts(changes: Partial<Client>): boolean {
  return RESTRICTIONS.some((name) => name in changes);
}

/**
 * Returns the names of the attributes by which a client is less restricted than `own`, the
 * caller's client. `tokenLifetime` is the lifetime of the caller's token, in seconds. It stands for
 * the lifetime of the side, which applies while the caller's client has no lifetime of its own.
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

/**
 * True also when only the caller's client has a lifetime of its own: that of the side may be
 * longer.
 */
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
