/** PostgreSQL cannot store NUL in text, and an unpaired surrogate is not UTF-8. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/**
 * The text as PostgreSQL can store it. An event is recorded with the act or the
 * act fails, so a text from outside must not make the insert fail: what cannot
 * be stored becomes U+FFFD, and what is longer than the limit ends with "…".
 */
export function storableText(text: string, limit: number): string {
  const cut = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return cut.replace(UNSTORABLE, '\uFFFD');
}

/** Levels of a list of events: its own, that of an event, and the 32 that the database allows a document. */
const LEVELS = 2 + 32;

/**
 * The same for every text in a JSON value, names of members included, without a limit. A value that
 * is nested too deeply becomes "…".
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(storable(value, LEVELS));
}

function storable(value: unknown, levels: number): unknown {
  if (typeof value === 'string') return value.replace(UNSTORABLE, '\uFFFD');
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toJSON();
  if (levels === 0) return '…';
  if (Array.isArray(value)) return value.map((member) => storable(member, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replace(UNSTORABLE, '\uFFFD'),
      storable(member, levels - 1),
    ]),
  );
}
