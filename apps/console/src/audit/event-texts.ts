import type { AuditEvent } from './events.js';

/** The paths of the pages of objects, by the type of the subject. */
const PATHS: Readonly<Record<string, (id: string) => string>> = {
  'oauth-clients': (id) => `/clients/${id}`,
  users: (id) => `/people/staff/${id}`,
  'customer-users': (id) => `/people/accounts/${id}`,
  customers: (id) => `/people/customers/${id}`,
  roles: () => '/people/roles',
  'signing-keys': () => '/keys',
};

/** Returns the path of the page of an object; undefined for one without a page, and for a deleted one. */
export function pathOf({ attributes }: AuditEvent): string | undefined {
  const { subjectType, subjectId, action } = attributes;
  if (!subjectType || !subjectId || action?.endsWith('.deleted')) return undefined;
  return PATHS[subjectType]?.(encodeURIComponent(subjectId));
}

/** Returns the path of the page of an actor. */
export function actorPathOf({ attributes }: AuditEvent): string | undefined {
  const { actorType, actor, side } = attributes;
  const id = encodeURIComponent(actor ?? '');
  if (actorType === 'client') return `/clients/${id}`;
  if (actorType !== 'person') return undefined;
  return side === 'storefront' ? `/people/accounts/${id}` : `/people/staff/${id}`;
}

/** One changed value of an event. */
export interface Changed {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/** Returns the values before and after, by their names. */
export function changesOf({ attributes }: AuditEvent): Changed[] {
  const before = new Map(Object.entries(attributes.before ?? {}));
  const after = new Map(Object.entries(attributes.after ?? {}));
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.map((name) => ({
    name,
    before: before.has(name) ? valueText(before.get(name)) : undefined,
    after: after.has(name) ? valueText(after.get(name)) : undefined,
  }));
}

function valueText(value: unknown): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return value.length > 0 ? value.join(', ') : '–';
  }
  return JSON.stringify(value, null, 1);
}

/** Actions for the list of suggestions; others can be typed. */
export const ACTIONS = [
  'client.created',
  'client.updated',
  'client.deleted',
  'secret.created',
  'secret.rotated',
  'secret.deleted',
  'user.created',
  'user.updated',
  'user.deleted',
  'role.created',
  'role.updated',
  'role.deleted',
  'key.announced',
  'key.activated',
  'key.retired',
  'key.withdrawn',
  'token.revoked',
  'audit.pruned',
  'audit.erased',
];

/** Types of objects for the list of suggestions. */
export const SUBJECT_TYPES = [
  'oauth-clients',
  'oauth-client-secrets',
  'users',
  'customer-users',
  'customers',
  'roles',
  'signing-keys',
  'sessions',
];
