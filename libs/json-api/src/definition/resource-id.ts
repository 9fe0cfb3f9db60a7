/** What the primary keys of a resource are in the database; a string in a document, always. */
export type IdType = 'bigint' | 'uuid' | 'text';

const MAX_BIGINT = 2n ** 63n - 1n;

/** Canonical text: PostgreSQL takes others, but then one resource would have several addresses. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Looks the same in a URL, and is no longer than a segment of one may be. */
const TEXT = /^[\w-]{1,100}$/;

/** Whether a key can be this; nothing else need be asked of the database. */
export function isId(id: unknown, type: IdType = 'bigint'): id is string {
  if (typeof id !== 'string') return false;
  if (type === 'uuid') return UUID.test(id);
  if (type === 'text') return TEXT.test(id);
  return /^[1-9]\d{0,18}$/.test(id) && BigInt(id) <= MAX_BIGINT;
}

/** jsonapi.org 1.1, "Resource Identifier Objects". */
export interface ResourceIdentifier {
  type: string;
  id: string;
}
