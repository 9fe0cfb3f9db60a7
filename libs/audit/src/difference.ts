import type { Snapshot } from './new-audit-event.js';

/** Returns the values that differ from the current ones. */
export function differing<Values extends object>(values: Values, current: object): Partial<Values> {
  const now = new Map(Object.entries(current));
  const differs = ([name, value]: [string, unknown]) =>
    value !== undefined && JSON.stringify(value) !== JSON.stringify(now.get(name) ?? null);
  return Object.fromEntries(Object.entries(values).filter(differs)) as Partial<Values>;
}

/** Returns the changed members before and after an act; null when nothing has changed. */
export function difference(
  before: object,
  after: object,
): { before: Snapshot; after: Snapshot } | null {
  const changed = differing(after, before);
  const names = Object.keys(changed);
  if (names.length === 0) return null;
  const was = new Map<string, unknown>(Object.entries(before));
  return {
    before: Object.fromEntries(names.map((name) => [name, was.get(name) ?? null])),
    after: changed as Snapshot,
  };
}
