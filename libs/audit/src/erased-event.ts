import { isDeepJson } from '#text';
import { erasedDocument, wholeDocument } from './erased-document.js';
import { type Erasure, type Person, sideOf } from './erasure.js';
import type { Snapshot } from './new-audit-event.js';

/** The columns of an event that may name a person. */
export interface Details {
  side: string | null;
  subjectType: string | null;
  subjectId: string | null;
  /** A `person` has the id as the name. */
  actorType: string;
  actor: string;
  before: Snapshot | null;
  after: Snapshot | null;
  reason: string | null;
}

const ACTIONS = ['user.created', 'user.updated', 'user.deleted'];

/** The events in which the API writes the addresses of a person. */
export const ADDRESS_EVENTS = {
  users: { actions: ACTIONS, sides: ['backoffice'] },
  'customer-users': { actions: ACTIONS, sides: ['backoffice', 'storefront'] },
} as const;

/**
 * Maximum bytes of a name, of the reason and of a document; the trigger of the table has the same.
 */
const NAME = 1024;
const REASON = 8192;
const DOCUMENT = 131_072;

/** True for an event of the person, on any side. */
export function isOwn({ subjectType, subjectId }: Details, { type, id }: Person): boolean {
  return subjectType === type && subjectId === id;
}

/**
 * Returns the event with every mention of the person replaced by the pseudonym; null when there is
 * none. A text or a document that would exceed the limits of an event becomes the pseudonym alone.
 * So does a document of more than 64 levels.
 */
export function erasedEvent(event: Details, erasure: Erasure): Details | null {
  const { person, addresses, pseudonym } = erasure;
  const own = isOwn(event, person);
  const documents = { isOwn: own, isSameSide: event.side === sideOf(person), ...erasure };
  const text = (value: string, limit: number) => {
    const left = addresses.replace(value, pseudonym);
    return left !== value && Buffer.byteLength(left) > limit ? pseudonym : left;
  };
  const { side, subjectType, subjectId, actorType, actor, reason } = event;
  // A person with the same id exists on the other side, too, so other events keep the id.
  const isActor = own && actorType === 'person' && actor === person.id && documents.isSameSide;
  const left: Details = {
    side,
    subjectType,
    subjectId: own ? pseudonym : subjectId && text(subjectId, NAME),
    actorType,
    actor: isActor ? pseudonym : text(actor, NAME),
    before: erasedDocument(event.before, documents),
    after: erasedDocument(event.after, documents),
    reason: reason && text(reason, REASON),
  };
  if (!differs(left, event)) return null;
  const bounded = (values: Snapshot | null) =>
    isTooLarge(values) ? wholeDocument(pseudonym) : values;
  return { ...left, before: bounded(left.before), after: bounded(left.after) };
}

/** Returns the number of documents that the pseudonym replaces completely. */
export function wholeDocuments({ before, after }: Details, pseudonym: string): number {
  const whole = JSON.stringify(wholeDocument(pseudonym));
  return [before, after].filter((values) => JSON.stringify(values) === whole).length;
}

function differs(left: Details, event: Details): boolean {
  return (
    left.subjectId !== event.subjectId ||
    left.actor !== event.actor ||
    left.reason !== event.reason ||
    left.before !== event.before ||
    left.after !== event.after
  );
}

function isTooLarge(values: Snapshot | null): boolean {
  return isDeepJson(values) || Buffer.byteLength(JSON.stringify(values)) > DOCUMENT;
}
