import { isJsonObject } from '../definition/json-object.js';

/** Returns the JSON Pointer (RFC 6901 §3) to a member. */
export function pointerTo(parent: string, member: string): string {
  return `${parent}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * Returns the pointer, or the one to its nearest ancestor that exists in the document. An error
 * must not point to a missing value ("Error Objects"), such as an attribute that was left out.
 */
export function existingPointer(pointer: string, document: unknown): string {
  let value = document;
  let existing = '';
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    const isThere = (isJsonObject(value) || Array.isArray(value)) && Object.hasOwn(value, name);
    if (!isThere) return existing;
    value = (value as Record<string, unknown>)[name];
    existing = pointerTo(existing, name);
  }
  return existing;
}
