import { CURSOR_PAGINATION } from '../negotiation/media-type.js';
import type { QueryParameters } from './query-parameters.js';
import { type SortKey, sortsAll } from './sort.js';

/**
 * The last row that numbered pages reach. The database reads and discards all rows before a page,
 * so a deep page costs as much as all pages before it. Clients use cursors instead.
 */
const MAX_ROW = 1_000_000;

/** The last row when a page may sort all rows. Nobody turns 400 pages; programs use cursors. */
const MAX_SORTED_ROW = 10_000;

/** Returns the highest accepted `page[number]`. */
export function deepestPage(size: number, sort: readonly SortKey[]): number {
  return Math.floor((sortsAll(sort) ? MAX_SORTED_ROW : MAX_ROW) / size);
}

/** Reads `page[number]`; the default is 1. */
export function readPageNumber(parameters: QueryParameters, max: number): number {
  const text = parameters.read('page[number]');
  if (text === undefined) return 1;
  if (POSITIVE_INTEGER.test(text) && Number(text) <= max) return Number(text);
  const isTooDeep = POSITIVE_INTEGER.test(text);
  const further = isTooDeep ? `; for more, take pages by cursor: ${BY_CURSOR}` : '';
  parameters.reject('page[number]', `page[number] must be an integer from 1 to ${max}${further}`);
  return 1;
}

const POSITIVE_INTEGER = /^[1-9]\d{0,8}$/;

const BY_CURSOR = `accept the profile "${CURSOR_PAGINATION}" and follow links.next (page[after])`;
