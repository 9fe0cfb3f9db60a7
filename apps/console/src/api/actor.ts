import type { Reference } from './names.js';

/** Types of objects of either side that people change only in the back office. */
const OF_STAFF = new Set([
  'identity-providers',
  'oauth-clients',
  'oauth-client-secrets',
  'roles',
  'signing-keys',
  'users',
]);

/** An audit event, as far as it says who acted. */
export interface Act {
  actorType: string;
  actor: string;
  /** The side of the object, which staff change on both sides. */
  side: string | null;
  subjectType: string | null;
}

/** Returns the client or the person who acted; undefined for other actors. */
export function actorReference(act: Act): Reference | undefined {
  const { actorType, actor: id, side, subjectType } = act;
  if (actorType === 'client') return { type: 'oauth-clients', id };
  if (actorType !== 'person') return undefined;
  const isOfStaff = subjectType === null || OF_STAFF.has(subjectType);
  return { type: side === 'storefront' && !isOfStaff ? 'customer-users' : 'users', id };
}
