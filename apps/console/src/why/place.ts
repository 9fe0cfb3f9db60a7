import type { Refusal } from './refusal.js';

/** Where a person does what the advice says. */
export interface Place {
  to: string;
  search?: { tab: 'secrets' | 'scopes' | 'access' };
  label: 'toSecrets' | 'toClient' | 'toClients' | 'toPeople';
}

/** Kinds whose remedy is a secret. */
const SECRETS = new Set(['wrong_secret', 'expired_secret', 'early_secret', 'unknown_secret']);

/** Kinds whose remedy is a person. */
const PEOPLE = new Set(['person_inactive', 'owner_disabled']);

/** Kinds whose remedy is a setting in a tab of the client. */
const TABS: Readonly<Record<string, 'scopes' | 'access'>> = {
  insufficient_scope: 'scopes',
  invalid_scope: 'scopes',
  network: 'access',
  network_not_allowed: 'access',
  expired: 'access',
};

/** Kinds that the caller corrects alone: no place of the console helps. */
const OF_CALLER = new Set([
  'invalid_request',
  'unsupported_grant_type',
  'invalid_target',
  'malformed_token',
  'wrong_token_type',
  'cross_origin_request',
  'recent_sign_in_required',
]);

/** Returns the place for a refusal, or undefined. `isKnown` is true when the client exists. */
export function placeOf({ attributes }: Refusal, isKnown: boolean): Place | undefined {
  const { clientId, explanation } = attributes;
  const { kind } = explanation;
  if (OF_CALLER.has(kind)) return undefined;
  if (PEOPLE.has(kind)) return { to: '/people', label: 'toPeople' };
  if (clientId === null || !isKnown) {
    return kind.startsWith('unknown_') ? { to: '/clients', label: 'toClients' } : undefined;
  }
  const to = `/clients/${clientId}`;
  if (SECRETS.has(kind)) {
    return { to, label: 'toSecrets', search: { tab: 'secrets' } };
  }
  const tab = Object.hasOwn(TABS, kind) ? TABS[kind] : undefined;
  return { to, label: 'toClient', ...(tab && { search: { tab } }) };
}
