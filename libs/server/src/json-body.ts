import type { HttpConfig } from '#config';
import { HttpError } from './http-error.js';
import { readText } from './text-body.js';

/** Deeper than any accepted document, and far below the depth that harms a recursive reader. */
const DEPTH_LIMIT = 32;

/**
 * Far more than any document has. Reading time grows with the square of the members of one object.
 */
const MAX_MEMBERS = 200;

type JsonLimits = Pick<HttpConfig, 'bodyValueLimit'>;

/** RFC 8259 §2 */
const WHITESPACE = new Set<string | undefined>([' ', '\t', '\n', '\r']);

/**
 * Reads a JSON body, more strictly than JSON.parse: valid UTF-8, no repeated member in one object
 * (two readers could take different values: RFC 8259 §4), no member named `__proto__`, at most 32
 * levels, at most 200 members in one object, and a limited number of values in total.
 *
 * @throws HttpError 400 `malformed_json`
 */
export function readJsonBody(body: Buffer, { bodyValueLimit }: JsonLimits): unknown {
  if (body.length === 0) return undefined;
  const text = readText(body);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // V8 quotes the body in its message, and the body may hold a secret.
    throw malformed('the body is not JSON');
  }
  if (
    measure(value, { members: 0, values: 0, max: bodyValueLimit }).members !== memberNames(text)
  ) {
    throw malformed('the body has an object with the same member twice');
  }
  return value;
}

function malformed(description: string): HttpError {
  return new HttpError(400, 'malformed_json', description);
}

/**
 * Counts the member names in valid JSON text: strings that a colon follows. A regular expression
 * for a string would overflow the stack when a string has many escapes.
 */
function memberNames(text: string): number {
  let count = 0;
  let isOpen = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (isOpen && isEscaped(text, at)) continue;
    isOpen = !isOpen;
    if (!isOpen && isBeforeColon(text, at)) count += 1;
  }
  return count;
}

/** True when an odd number of backslashes precedes the position. */
function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text[start - 1] === '\\') start -= 1;
  return (at - start) % 2 === 1;
}

function isBeforeColon(text: string, at: number): boolean {
  let next = at + 1;
  while (WHITESPACE.has(text[next])) next += 1;
  return text[next] === ':';
}

/** Counts of the parts of a value, itself included. */
interface Size {
  /** Members after JSON.parse has dropped repeated ones. */
  members: number;
  values: number;
  readonly max: number;
}

/** Adds a value to a size. @throws HttpError 400 `malformed_json` when a limit is exceeded */
function measure(value: unknown, size: Size, depth = 0): Size {
  size.values += 1;
  if (size.values > size.max) throw malformed(`the body has more than ${size.max} values`);
  if (typeof value !== 'object' || value === null) return size;
  if (depth === DEPTH_LIMIT)
    throw malformed(`the body is nested deeper than ${DEPTH_LIMIT} levels`);
  if (!Array.isArray(value)) {
    const names = Object.keys(value);
    if (names.includes('__proto__')) throw malformed('the body has a member named __proto__');
    if (names.length > MAX_MEMBERS) {
      throw malformed(`the body has an object with more than ${MAX_MEMBERS} members`);
    }
    size.members += names.length;
  }
  for (const child of Object.values(value)) measure(child, size, depth + 1);
  return size;
}
