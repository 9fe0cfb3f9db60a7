import { shallowJson } from '#text';
import { isJsonObject } from './json-object.js';

/** JSON text that is already serialized. `writeJson` inserts it; JSON.stringify parses it first. */
export class JsonText {
  constructor(readonly text: string) {}

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** Returns an array of items that are already serialized. */
export function jsonArray(items: readonly string[]): JsonText {
  let text = '[';
  for (const item of items) text += text === '[' ? item : `,${item}`;
  return new JsonText(`${text}]`);
}

/** Serializes an object whose members may be `JsonText`; leaves out undefined members. */
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

/**
 * Writes the value of an `object` attribute: null for any other value, and text for a value that is
 * nested too deeply. Only SQL can store such values, and one of them must not break a whole list.
 */
export function writeObject(value: unknown): string {
  return isJsonObject(value) ? JSON.stringify(shallowJson(value)) : 'null';
}

/** Writes nested lists and NULL items as text; only SQL can store such values. */
export function writeStrings(value: unknown): string {
  return JSON.stringify([value].flat(Infinity).map(String));
}
