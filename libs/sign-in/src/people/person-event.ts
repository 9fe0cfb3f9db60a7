import type { Actor, NewAuditEvent } from '#audit';
import type { Side } from '#oauth';

/** Returns an audit event about a person of a side. */
export function personEvent(
  action: string,
  { side, personId, actor }: { side: Side; personId: string; actor: Actor },
): NewAuditEvent {
  const type = side === 'backoffice' ? 'users' : 'customer-users';
  return { actor, action, side, subject: { type, id: personId } };
}
