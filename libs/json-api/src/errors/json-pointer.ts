import { isJsonObject } from '../definition/json-object.js';

/** Returns the JSON Pointer (RFC 6901 §3) to a member. */
export function pointerTo(parent: string, member: string): string {
  return `${parent}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * The pointer, or that to the nearest value above it which the document has: an error must not
 * point to what is not there ("Error Objects"), as the pointer to a missing attribute does.
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
