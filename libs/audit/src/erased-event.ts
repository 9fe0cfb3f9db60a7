import type { Snapshot } from './new-audit-event.js';

/** A person whom `people erase` erases. */
export interface Person {
  /** `users` is the staff of the back office, `customer-users` the people of the storefront. */
  type: 'users' | 'customer-users';
  id: string;
}

/** The columns of an event that may name a person. */
export interface Details {
  side: string | null;
  subjectType: string | null;
  subjectId: string | null;
  actor: string;
  before: Snapshot | null;
  after: Snapshot | null;
  reason: string | null;
}

/** Members of an event of a person that are not erased. */
const KEPT = new Set(['enabled', 'confirmed', 'role', 'roles', 'customerId']);

/** Members of other events that may have the id of a person. */
const REFERENCES = new Set(['ownerId']);

export interface Erasure {
  person: Person;
  emails: readonly string[];
  pseudonym: string;
}

/** The side on which the person may own clients. */
export function sideOf({ type }: Person): 'backoffice' | 'storefront' {
  return type === 'users' ? 'backoffice' : 'storefront';
}

/** The event with the pseudonym in every place that names the person. */
export function erasedEvent(event: Details, { person, emails, pseudonym }: Erasure): Details {
  const { side, subjectType, subjectId, actor, before, after, reason } = event;
  const isSameSide = side === sideOf(person);
  const isOwn = subjectType === person.type && subjectId === person.id;
  const text = (value: string) =>
    emails.reduce((rest, email) => rest.replace(mention(email), pseudonym), value);
  const document = (values: Snapshot | null) =>
    isOwn ? ofPerson(values, pseudonym) : (withoutReferences(values) as Snapshot | null);

  function withoutReferences(value: unknown, name = ''): unknown {
    if (typeof value === 'string') {
      return isSameSide && REFERENCES.has(name) && value === person.id ? pseudonym : text(value);
    }
    if (Array.isArray(value)) return value.map((item) => withoutReferences(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, withoutReferences(member, key)]),
    );
  }

  return {
    side,
    subjectType,
    subjectId: isOwn ? pseudonym : subjectId && text(subjectId),
    actor: text(actor),
    before: document(before),
    after: document(after),
    reason: reason && text(reason),
  };
}

function ofPerson(values: Snapshot | null, pseudonym: string): Snapshot | null {
  return (
    values &&
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        KEPT.has(name) || value === null ? value : pseudonym,
      ]),
    )
  );
}

/** Matches the whole address in any case, but not as a part of a longer one. */
function mention(email: string): RegExp {
  const literal = email.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}._%+-])${literal}(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])`,
    'giu',
  );
}
