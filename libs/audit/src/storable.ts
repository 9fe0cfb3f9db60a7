/** PostgreSQL cannot store NUL in text, and an unpaired surrogate is not UTF-8. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/**
 * Returns the text in a form that PostgreSQL can store. If the insert of an event fails, its act
 * fails too, so a text from outside must not make it fail. Characters that cannot be stored become
 * U+FFFD. A text beyond the limit is cut and ends with "…".
 */
export function storableText(text: string, limit: number): string {
  const cut = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return cut.replace(UNSTORABLE, '\uFFFD');
}

/**
 * Levels of a list of events: the list, the event, and the 32 that the database permits in a
 * document.
 */
const LEVELS = 2 + 32;

/**
 * Returns the JSON of a value with every text and member name in a form that PostgreSQL can store,
 * without a limit of their length. A value that is nested too deeply becomes "…".
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
