import type { Cursors, Position } from './cursor.js';
import { deepestPage, readPageNumber } from './page-depth.js';
import type { QueryParameters } from './query-parameters.js';
import type { SortKey } from './sort.js';

/** A page by number, for people, or by cursor, for programs. */
export type PageRequest = NumberedPage | CursorPage;

/** `number` counts from 1. */
export interface NumberedPage {
  number: number;
  size: number;
}

/**
 * The first `size` rows after a position, or the last ones before it (profile "Cursor Pagination").
 */
export interface CursorPage {
  cursors: Cursors;
  size: number;
  after: Position | null;
  before: Position | null;
}

/** True for a page between two cursors. */
export function isRange(page: PageRequest): boolean {
  return 'cursors' in page && page.after !== null && page.before !== null;
}

/** True for a page that is read from its end, in reverse order. */
export function isBackwards(page: PageRequest): boolean {
  return 'cursors' in page && page.before !== null && page.after === null;
}

/** The default and the maximum number of rows on a page. */
export interface PageSizes {
  defaultPageSize: number;
  maxPageSize: number;
}

const POSITIVE_INTEGER = /^[1-9]\d{0,8}$/;

/** The type of this error in the profile ("Error Cases"). */
const MAX_SIZE_EXCEEDED =
  'https://jsonapi.org/profiles/ethanresnick/cursor-pagination/max-size-exceeded';

/** Reads the page; `cursors` is null when the client requests pages by number. */
export function readPage(
  parameters: QueryParameters,
  { defaultPageSize, maxPageSize, sort }: PageSizes & { sort: readonly SortKey[] },
  cursors: Cursors | null,
): PageRequest {
  const requestedSize = readSize(parameters, maxPageSize);
  if (!cursors) {
    const size = requestedSize ?? defaultPageSize;
    const number = readPageNumber(parameters, deepestPage(size, sort));
    return { number, size };
  }
  const after = readCursor(parameters, 'page[after]', cursors);
  const before = readCursor(parameters, 'page[before]', cursors);
  // "Combining page[after] and page[before]": without page[size], a range is as long as possible.
  const size = requestedSize ?? (after && before ? maxPageSize : defaultPageSize);
  if (parameters.read('page[number]') !== undefined) {
    parameters.reject(
      'page[number]',
      'page[number] cannot be combined with a cursor: leave one of them out',
    );
  }
  return { cursors, size, after, before };
}

function readSize(parameters: QueryParameters, max: number): number | undefined {
  const text = parameters.query.value('page[size]');
  if (text === undefined || !POSITIVE_INTEGER.test(text) || Number(text) <= max) {
    return readUpTo(parameters, 'page[size]', max);
  }
  parameters.skip('page[size]');
  parameters.reject('page[size]', `page[size] must be an integer from 1 to ${max}`, {
    links: { type: MAX_SIZE_EXCEEDED },
    meta: { page: { maxSize: max } },
  });
  return undefined;
}

function readUpTo(parameters: QueryParameters, name: string, max: number): number | undefined {
  const text = parameters.read(name);
  if (text === undefined) return undefined;
  if (POSITIVE_INTEGER.test(text) && Number(text) <= max) return Number(text);
  parameters.reject(name, `${name} must be an integer from 1 to ${max}`);
  return undefined;
}

function readCursor(parameters: QueryParameters, name: string, cursors: Cursors): Position | null {
  const text = parameters.read(name);
  if (text === undefined) return null;
  const position = cursors.read(text);
  if (!position)
    parameters.reject(name, `${name} must be a cursor from an answer with the same sort`);
  return position;
}
