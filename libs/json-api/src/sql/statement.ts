/** A statement for the driver; its text never contains values. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** Adds a value to the statement and returns its placeholder, such as `$1`. */
export type Bind = (value: unknown) => string;

/** Builds a statement; `build` binds its values in order. */
export function statement(build: (bind: Bind) => string): Statement {
  const values: unknown[] = [];
  const text = build((value) => `$${values.push(value)}`);
  return { text, values };
}

export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** Escapes a text for `like`, so that it matches only itself. */
export function likeLiteral(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** Returns ` where a and b`, or an empty string. */
export function where(conditions: readonly string[]): string {
  return conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
}
