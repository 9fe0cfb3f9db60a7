import type { Actor, NewAuditEvent } from '#audit';
import { ownerTypeOf, type Side } from '#oauth';

/** A person of a side, and the actor who changes their sign-in. */
interface PersonActor {
  side: Side;
  personId: string;
  actor: Actor;
}

/** Returns an audit event about a person of a side. */
export function personEvent(
  action: string,
  { side, personId, actor }: PersonActor,
  details: Pick<NewAuditEvent, 'before' | 'after'> = {},
): NewAuditEvent {
  return { actor, action, side, subject: personSubject(side, personId), ...details };
}

/** Returns a person by the resource type of the API and the id. */
export function personSubject(side: Side, id: string): NonNullable<NewAuditEvent['subject']> {
  return { type: ownerTypeOf(side), id };
}
