import { readText } from './text-body.js';

/**
 * Reads a form body (application/x-www-form-urlencoded): each name with its value, or with an array
 * of values when it is repeated, so that callers can detect repetitions. The object has no
 * prototype, so no name has a special meaning.
 */
export function readFormBody(body: Buffer): Record<string, string | string[]> {
  const form = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(readText(body))) {
    const earlier = form[name];
    if (earlier === undefined) form[name] = value;
    else if (Array.isArray(earlier)) earlier.push(value);
    else form[name] = [earlier, value];
  }
  return form;
}
