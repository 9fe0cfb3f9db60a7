import { actorReference } from '../api/actor.js';
import type { Reference } from '../api/names.js';
import type { AuditEvent } from './events.js';

type Attributes = AuditEvent['attributes'];

/** Returns the object of an event; undefined for an event without one. */
export function subjectReference({ subjectType, subjectId }: Attributes): Reference | undefined {
  return subjectType && subjectId ? { type: subjectType, id: subjectId } : undefined;
}

/** Returns the client of a secret, which has no name of its own, and otherwise the object of an event. */
export function namedReference(attributes: Attributes): Reference | undefined {
  const { subjectType, before, after } = attributes;
  const client = after?.['clientId'] ?? before?.['clientId'];
  const isSecret = subjectType === 'oauth-client-secrets' && typeof client === 'string';
  return isSecret ? { type: 'oauth-clients', id: client } : subjectReference(attributes);
}

/** Returns the name that the object had at the event; undefined for one without a name. */
export function nameThen({ before, after }: Attributes): string | undefined {
  const name = after?.['name'] ?? before?.['name'];
  return typeof name === 'string' ? name : undefined;
}

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
  return attributes.action.endsWith('.deleted') ? undefined : pageOf(namedReference(attributes));
}

/** Returns the path of the page of an actor. */
export const actorPathOf = ({ attributes }: AuditEvent): string | undefined =>
  pageOf(actorReference(attributes));

function pageOf(reference: Reference | undefined): string | undefined {
  return reference && PATHS[reference.type]?.(encodeURIComponent(reference.id));
}

/** One changed value of an event. */
export interface Changed {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/** Returns the values before and after, by their names. A new object shows the values that it has. */
export function changesOf({ attributes }: AuditEvent): Changed[] {
  const before = new Map(Object.entries(attributes.before ?? {}));
  const after = new Map(Object.entries(attributes.after ?? {}));
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const isOnOneSide = (name: string) => before.has(name) !== after.has(name);
  return names
    .filter((name) => !isOnOneSide(name) || !isEmpty(before.get(name) ?? after.get(name)))
    .map((name) => ({
      name,
      before: before.has(name) ? textOf(name, before.get(name)) : undefined,
      after: after.has(name) ? textOf(name, after.get(name)) : undefined,
    }));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || isEmptyList(value);
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

/** Values that are durations. */
const SECONDS = new Set(['overlap', 'accessTokenLifetime']);

function textOf(name: string, value: unknown): string {
  return SECONDS.has(name) && typeof value === 'number' ? `${value} s` : valueText(value);
}

function valueText(value: unknown): string {
  if (isEmpty(value)) return '–';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return value.join(', ');
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
