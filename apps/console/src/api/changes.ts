import type { Act } from './actor.js';

/** An act on an object, as the audit trail has it. */
export interface Change extends Act {
  id: string;
  action: string;
  occurredAt: string;
  /** The names of the attributes that it has changed. */
  fields: string[];
}

/** The changes to look for in the acts on an object. */
export interface Wanted {
  /** The attributes that have changed meanwhile, as far as they are known. */
  fields: readonly string[];
  /** The time of the last change that the person knows; without it all acts are new. */
  since?: string;
  /** True for an object that does not exist any longer: only its end is wanted. */
  isGone: boolean;
}

/** Milliseconds from the time of a change until its act is recorded: the transaction lasts so long at most. */
const RECORDING_MS = 500;

/** Returns the acts that together explain what has changed, the latest first. */
export function wantedChanges(
  changes: readonly Change[],
  { fields, since, isGone }: Wanted,
): Change[] {
  if (isGone) return changes.filter(isEnd).slice(0, 1);
  const from = since === undefined ? -Infinity : Date.parse(since) + RECORDING_MS;
  const later = changes.filter(({ occurredAt }) => Date.parse(occurredAt) > from);
  const open = new Set(fields);
  const found = later.filter((change) => change.fields.some((field) => open.delete(field)));
  return found.length > 0 ? found : later.slice(0, 1);
}

/** True when the acts explain all that has changed. */
export function isExplained(changes: readonly Change[], wanted: Wanted): boolean {
  const found = wantedChanges(changes, wanted);
  const names = new Set(found.flatMap(({ fields }) => fields));
  return found.length > 0 && (wanted.isGone || wanted.fields.every((field) => names.has(field)));
}

/** Acts after which an object does not exist any longer, or has no effect. */
const END = /\.(?:deleted|removed|retired|withdrawn)$/;

/** True for an act that ended its object. */
export function isEnd({ action }: Pick<Change, 'action'>): boolean {
  return END.test(action);
}
