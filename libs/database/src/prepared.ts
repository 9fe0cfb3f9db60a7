const names = new Map<string, string>();

/**
 * Lets PostgreSQL plan a statement once for each connection, and not each time. For a constant text
 * that is asked often, and whose best plan is the same for all values: each connection keeps it.
 */
export function prepared(text: string): string {
  names.set(text, names.get(text) ?? `latchkey_${names.size + 1}`);
  return text;
}

/** As the driver wants it: a statement that is kept has a name. */
export function withName(statement: unknown, values: unknown): unknown {
  const name = typeof statement === 'string' ? names.get(statement) : undefined;
  return name === undefined ? statement : { name, text: statement, values };
}
