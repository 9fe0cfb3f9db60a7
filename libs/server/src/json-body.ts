import type { HttpConfig } from '#config';
import { HttpError } from './http-error.js';
import { readText } from './text-body.js';

/** Deeper than any document we take, and far from what would hurt a recursive reader. */
const DEPTH_LIMIT = 32;

/** Far more than any document has. Reading takes time with the square of the members of one object. */
const MAX_MEMBERS = 200;

type JsonLimits = Pick<HttpConfig, 'bodyValueLimit'>;

/** RFC 8259 §2 */
const WHITESPACE = new Set<string | undefined>([' ', '\t', '\n', '\r']);

/**
 * A JSON body, more strictly than JSON.parse: valid UTF-8, no member twice in
 * one object (two readers would see two values: RFC 8259 §4), none named
 * `__proto__`, at most 32 levels, at most 200 members in
 * one object, and a limited number of values in all.
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
    measure(value, { members: 0, values: 0, most: bodyValueLimit }).members !== memberNames(text)
  ) {
    throw malformed('the body has an object with the same member twice');
  }
  return value;
}

function malformed(description: string): HttpError {
  return new HttpError(400, 'malformed_json', description);
}

/** How many member names the text, which is JSON, has: strings that a colon follows. */
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

/** Whether an odd number of backslashes is before it. */
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

/** What a value consists of, itself included. */
interface Size {
  /** JSON.parse has dropped members that are repeated. */
  members: number;
  values: number;
  readonly most: number;
}

/** Adds a value to a size. */
function measure(value: unknown, size: Size, depth = 0): Size {
  size.values += 1;
  if (size.values > size.most) throw malformed(`the body has more than ${size.most} values`);
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
