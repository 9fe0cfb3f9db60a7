import { sortsAll } from './costly-reads.js';
import { CURSOR_PAGINATION } from './media-type.js';
import type { QueryParameters } from './query-parameters.js';
import type { SortKey } from './sort.js';

/**
 * No numbered page ends beyond this row. The database reads and throws away all rows
 * before it, so a deep one costs as much as everything before it; a client that
 * wants more takes cursors.
 */
const DEEPEST_ROW = 1_000_000;

/** The same where a page may sort all rows anew. Nobody turns 400 pages; programs take cursors. */
const DEEPEST_SORTED_ROW = 10_000;

/** The number of the last page that can be asked for. */
export function deepestPage(size: number, sort: readonly SortKey[]): number {
  return Math.floor((sortsAll(sort) ? DEEPEST_SORTED_ROW : DEEPEST_ROW) / size);
}

/** `page[number]`; 1 when the client does not say. */
export function readPageNumber(parameters: QueryParameters, most: number): number {
  const text = parameters.read('page[number]');
  if (text === undefined) return 1;
  if (POSITIVE_INTEGER.test(text) && Number(text) <= most) return Number(text);
  const isTooDeep = POSITIVE_INTEGER.test(text);
  const further = isTooDeep ? `; for more, take pages by cursor: ${BY_CURSOR}` : '';
  parameters.refuse('page[number]', `page[number] must be an integer from 1 to ${most}${further}`);
  return 1;
}

const POSITIVE_INTEGER = /^[1-9]\d{0,8}$/;

const BY_CURSOR = `accept the profile "${CURSOR_PAGINATION}" and follow links.next (page[after])`;
