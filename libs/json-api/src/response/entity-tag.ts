import { hash } from 'node:crypto';

/**
 * Characters of the digest, 132 bits: enough that nobody can construct two documents with one tag.
 */
const LENGTH = 22;

/** Matches the next weak or strong entity tag of a list (RFC 9110 §8.8.3); group 2 is its name. */
const ENTITY_TAG = /[ \t,]*(W\/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?=,|$)/gy;

/** Returns the SHA-256 of a text in base64url, 43 characters, for comparison. Not for secrets. */
export function digest(text: string): string {
  return hash('sha256', text, 'base64url');
}

/** Returns the strong tag of a body as it is sent, including the quotes. */
export function entityTag(body: string): string {
  return `"${digest(body).slice(0, LENGTH)}"`;
}

/** True when `If-Match` lists this representation; a weak tag never matches (RFC 9110 §13.1.1). */
export function matchesStrongly(header: string, tag: string): boolean {
  return isAny(header) || readTags(header).some(({ isWeak, name }) => !isWeak && name === tag);
}

/** True when `If-None-Match` lists this representation, weak or strong (RFC 9110 §13.1.2). */
export function matchesWeakly(header: string, tag: string): boolean {
  return isAny(header) || readTags(header).some(({ name }) => name === tag);
}

function isAny(header: string): boolean {
  return header.trim() === '*';
}

/** Returns the tags up to the first malformed part of the header; the rest matches nothing. */
function readTags(header: string): { isWeak: boolean; name: string }[] {
  return Array.from(header.matchAll(ENTITY_TAG), ([, weak, name]) => ({
    isWeak: weak !== undefined,
    name: name!,
  }));
}
