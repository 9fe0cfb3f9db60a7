import type { Actor } from './actor.js';
import { difference } from './difference.js';
import type { NewAuditEvent, Snapshot } from './new-audit-event.js';

/**
 * A kind of rows. The events of `{ noun: 'role', … }` are `role.created`, `role.updated`,
 * `role.deleted`.
 */
export interface Kind {
  noun: string;
  type: string;
  side: string;
}

/** The kind of change to a row. */
export type Act = 'created' | 'updated' | 'deleted';

interface Change {
  actor: Actor;
  before?: Row;
  after?: Row;
}

/** A row without secrets: everybody who may read the trail may read it. */
type Row = { readonly id: string };

/** Columns that the database sets. They are not a part of the change. */
export const DATABASE_COLUMNS: ReadonlySet<string> = new Set(['id', 'createdAt', 'updatedAt']);

/**
 * Returns the event for `AuditLog.record` of a row that was created (`after` alone), changed, or
 * deleted (`before` alone). Returns no event when nothing has changed.
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
  return Object.fromEntries(Object.entries(row).filter(([name]) => !DATABASE_COLUMNS.has(name)));
}
