import type { Actor } from './actor.js';
import { difference } from './difference.js';
import type { NewAuditEvent, Snapshot } from './new-audit-event.js';

/** `{ noun: 'role', type: 'roles', side: 'backoffice' }`: whose events are `role.created` and so on. */
export interface Kind {
  noun: string;
  type: string;
  side: string;
}

interface Change {
  actor: Actor;
  before?: Row;
  after?: Row;
}

/** As it may be read by everybody who may read the trail: no secret in it. */
type Row = { readonly id: string };

/** What the database keeps of itself, and says of any change. */
const KEPT = new Set(['id', 'createdAt', 'updatedAt']);

/**
 * The event of a row that was made (`after` alone), changed, or deleted
 * (`before` alone), for `AuditLog.record`; no event when nothing has changed.
 */
export function changeOf(
  { noun, type, side }: Kind,
  { actor, before, after }: Change,
): NewAuditEvent[] {
  const { id } = (after ?? before)!;
  const event = { actor, side, subject: { type, id } };
  if (!before) return [{ ...event, action: `${noun}.created`, after: snapshot(after!) }];
  if (!after) return [{ ...event, action: `${noun}.deleted`, before: snapshot(before) }];
  const changed = difference(snapshot(before), snapshot(after));
  return changed ? [{ ...event, action: `${noun}.updated`, ...changed }] : [];
}

function snapshot(row: Row): Snapshot {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !KEPT.has(name)));
}
