/** For the driver: values are never part of the text. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** Gives a value a place in the statement: `$1`. */
export type Bind = (value: unknown) => string;

/** Builds a statement; what `build` binds are its values, in the order in which it does. */
export function statement(build: (bind: Bind) => string): Statement {
  const values: unknown[] = [];
  const text = build((value) => `$${values.push(value)}`);
  return { text, values };
}

export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** For `like`: the text itself and nothing else. */
export function likeLiteral(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** ` where a and b`, or nothing. */
export function where(conditions: readonly string[]): string {
  return conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
}
