/** The type of a resource's primary key in the database; ids in documents are always strings. */
export type IdType = 'bigint' | 'uuid' | 'text';

const MAX_BIGINT = 2n ** 63n - 1n;

/**
 * Canonical form only: PostgreSQL accepts others, but then one resource would have several
 * addresses.
 */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Characters that need no escape in a URL, and at most the length of a URL segment. */
const TEXT = /^[\w-]{1,100}$/;

/** True when a key of this type can have the value; the database need not be queried otherwise. */
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
