import { shallowJson } from '#text';
import { isJsonObject } from './json-object.js';

/** JSON that is written already: `writeJson` takes it over, and JSON.stringify reads it first. */
export class JsonText {
  constructor(readonly text: string) {}

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** An array of what is written already. */
export function jsonArray(items: readonly string[]): JsonText {
  let text = '[';
  for (const item of items) text += text === '[' ? item : `,${item}`;
  return new JsonText(`${text}]`);
}

/** An object whose members may be `JsonText`; what is undefined is left out. */
export function writeJson(object: object): string {
  let text = '{';
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    if (text !== '{') text += ',';
    text += `${JSON.stringify(name)}:`;
    text += value instanceof JsonText ? value.text : JSON.stringify(value);
  }
  return `${text}}`;
}

/** All that JSON.stringify escapes, and some control characters that it does not. */
const UNPLAIN = /["\\\p{Control}\p{Surrogate}]/u;

/** What JSON.stringify makes of a string; most have nothing to escape. */
export function quoted(text: string): string {
  return UNPLAIN.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/**
 * The value of an attribute that is an object. A value that is none is shown as null, and a deep one as
 * its text. Both can only come from SQL, and a list has the other rows.
 */
export function writeObject(value: unknown): string {
  return isJsonObject(value) ? JSON.stringify(shallowJson(value)) : 'null';
}

/** A list of lists, and NULL in a list, can only come from SQL. They are shown as texts. */
export function writeStrings(value: unknown): string {
  return JSON.stringify([value].flat(Infinity).map(String));
}
