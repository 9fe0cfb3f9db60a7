import { Refusal } from './refusal.js';
import { readText } from './text-body.js';

/** Deeper than any document we take, and far from what would hurt a recursive reader. */
const DEPTH_LIMIT = 32;

/**
 * A JSON body, more strictly than JSON.parse: valid UTF-8, no member twice in
 * one object (two readers would see two values: RFC 8259 §4), none named
 * `__proto__`, and at most 32 levels.
 *
 * @throws Refusal 400 `malformed_json`
 */
export function readJsonBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = readText(body);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // V8 quotes the body in its message, and the body may hold a secret.
    throw malformed('the body is not JSON');
  }
  if (countMembers(value) !== memberNames(text)) {
    throw malformed('the body has an object with the same member twice');
  }
  return value;
}

function malformed(description: string): Refusal {
  return new Refusal(400, 'malformed_json', description);
}

/**
 * How many member names the text has: strings that a colon follows. It goes
 * from quote to quote, because a pattern for a whole string would need a stack
 * as deep as the string is long.
 */
function memberNames(text: string): number {
  let count = 0;
  let inside = false;
  for (const [token, colon] of text.matchAll(/\\.|"\s*(:?)/g)) {
    if (!token.startsWith('"')) continue; // an escape, maybe of a quote
    inside = !inside;
    if (!inside && colon) count += 1;
  }
  return count;
}

/** How many members are left after JSON.parse has dropped the repeated ones. */
function countMembers(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === DEPTH_LIMIT)
    throw malformed(`the body is nested deeper than ${DEPTH_LIMIT} levels`);
  let count = 0;
  if (!Array.isArray(value)) {
    const names = Object.keys(value);
    if (names.includes('__proto__')) throw malformed('the body has a member named __proto__');
    count = names.length;
  }
  for (const child of Object.values(value)) count += countMembers(child, depth + 1);
  return count;
}
