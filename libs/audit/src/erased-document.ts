import { isDeepJson } from '#text';
import type { Erasure } from './erasure.js';
import type { Snapshot } from './new-audit-event.js';

/** Members of an event of a person that are not erased. */
const KEPT = new Set(['enabled', 'confirmed', 'role', 'roles', 'customerId']);

/** Members of other events that may have the id of a person. */
const REFERENCES = new Set(['ownerId']);

interface Place extends Erasure {
  /** True for an event of the person. */
  isOwn: boolean;

  /** True for an event of the side on which the person may own clients. */
  isSameSide: boolean;
}

/** Returns the replacement of a document that an erasure replaces completely. */
export function wholeDocument(pseudonym: string): Snapshot {
  return { erased: pseudonym };
}

/**
 * Returns the document with every mention of the person replaced by the pseudonym; itself if there
 * is none.
 */
export function erasedDocument(values: Snapshot | null, place: Place): Snapshot | null {
  const { isOwn, pseudonym } = place;
  if (values === null) return null;
  if (isDeepJson(values)) {
    return isOwn || isNamedIn(values, place) ? wholeDocument(pseudonym) : values;
  }
  if (isOwn) return ofPerson(values, place);
  const left = withoutReferences(values, place) as Snapshot;
  return JSON.stringify(left) === JSON.stringify(values) ? values : left;
}

function ofPerson(values: unknown, place: Place): Snapshot {
  const { pseudonym, addresses } = place;
  if (typeof values !== 'object' || Array.isArray(values)) return wholeDocument(pseudonym);
  return Object.fromEntries(
    Object.entries(values as Snapshot).map(([name, value]) => [
      addresses.replace(name, pseudonym),
      value === null || KEPT.has(name) ? withoutReferences(value, place) : pseudonym,
    ]),
  );
}

/** Recursive: the value has at most 64 levels. */
function withoutReferences(value: unknown, place: Place, name = ''): unknown {
  if (typeof value === 'string') return withoutPerson(value, place, name);
  if (Array.isArray(value)) return value.map((item) => withoutReferences(item, place));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      withoutPerson(key, place),
      withoutReferences(member, place, key),
    ]),
  );
}

/** True when a text or the name of a member names the person, in a value of any depth. */
function isNamedIn(value: unknown, place: Place): boolean {
  const isNamed = (text: unknown, name?: string) =>
    typeof text === 'string' && withoutPerson(text, place, name) !== text;
  for (let level: unknown[] = [value]; level.length > 0;) {
    const members = level.flatMap((item) => Object.entries(item as object) as [string, unknown][]);
    if (members.some(([name, member]) => isNamed(name) || isNamed(member, name))) return true;
    level = members.map(([, member]) => member).filter((member) => typeof member === 'object');
    level = level.filter((member) => member !== null);
  }
  return false;
}

function withoutPerson(text: string, place: Place, name = ''): string {
  const { isSameSide, person, addresses, pseudonym } = place;
  if (isSameSide && REFERENCES.has(name) && text === person.id) return pseudonym;
  return addresses.replace(text, pseudonym);
}
