const names = new Map<string, string>();

/**
 * Marks a statement as prepared, so that PostgreSQL plans it once per connection. Use it for a
 * constant text that runs often and has the same best plan for all values: each connection keeps
 * it.
 */
export function prepared(text: string): string {
  names.set(text, names.get(text) ?? `latchkey_${names.size + 1}`);
  return text;
}

/**
 * Maximum number of prepared texts. PostgreSQL keeps each one for each connection, in some 100 KB of
 * its memory.
 */
const MAX_PREPARED = 100;

/**
 * Marks a generated text as prepared, while there are few. Clients choose the columns of a change,
 * so there can be thousands of texts.
 */
export function prepareFew(text: string): void {
  if (names.size < MAX_PREPARED) prepared(text);
}

/** Converts a statement for the driver, which keeps statements that have a name. */
export function withName(statement: unknown, values: unknown): unknown {
  const name = typeof statement === 'string' ? names.get(statement) : undefined;
  return name === undefined ? statement : { name, text: statement, values };
}

const deferredTexts = new Set<string>();

/**
 * Marks a statement whose answer nobody needs: within a transaction it is sent together with the
 * next one, in one round trip. The next statement reports its errors. Use it for a constant text that
 * is often the last of its transaction.
 */
export function deferred(text: string): string {
  deferredTexts.add(text);
  return text;
}

export function isDeferred(text: string): boolean {
  return deferredTexts.has(text);
}
