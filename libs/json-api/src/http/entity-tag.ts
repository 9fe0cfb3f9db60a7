import { digest } from './digest.js';

/** Characters of the digest, 132 bits: nobody finds two documents with the same by trying. */
const LENGTH = 22;

/** The next entity tag of a list, weak or strong (RFC 9110 §8.8.3); what it names is in the second group. */
const ENTITY_TAG = /[ \t,]*(W\/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?=,|$)/gy;

/** The strong tag of a body as it is sent, quotes included. */
export function entityTag(body: string): string {
  return `"${digest(body).slice(0, LENGTH)}"`;
}

/** Whether `If-Match` names this representation; a weak tag never does (RFC 9110 §13.1.1). */
export function matchesStrongly(header: string, tag: string): boolean {
  return isAny(header) || readTags(header).some(({ isWeak, name }) => !isWeak && name === tag);
}

/** Whether `If-None-Match` names this representation, weakly or not (RFC 9110 §13.1.2). */
export function matchesWeakly(header: string, tag: string): boolean {
  return isAny(header) || readTags(header).some(({ name }) => name === tag);
}

function isAny(header: string): boolean {
  return header.trim() === '*';
}

/** Those before anything malformed, which names nothing. */
function readTags(header: string): { isWeak: boolean; name: string }[] {
  return Array.from(header.matchAll(ENTITY_TAG), ([, weak, name]) => ({
    isWeak: weak !== undefined,
    name: name!,
  }));
}
