import type { Cursors, Position } from './cursor.js';
import { deepestPage, readPageNumber } from './page-depth.js';
import type { QueryParameters } from './query-parameters.js';
import type { SortKey } from './sort.js';

/** By number for people, by cursor for machines. */
export type PageRequest = NumberedPage | CursorPage;

/** `number` counts from 1. */
export interface NumberedPage {
  number: number;
  size: number;
}

/** The first `size` rows after a position, or the last before one (profile "Cursor Pagination"). */
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

/** True for a page that is read from its end, in the reverse order. */
export function isBackwards(page: PageRequest): boolean {
  return 'cursors' in page && page.before !== null && page.after === null;
}

/** Rows of a page unless the client or the definition says otherwise, and the most it may ask for. */
export interface PageSizes {
  defaultPageSize: number;
  maxPageSize: number;
}

const POSITIVE_INTEGER = /^[1-9]\d{0,8}$/;

/** Of the profile: which error is what (its "Error Cases"). */
const MAX_SIZE_EXCEEDED =
  'https://jsonapi.org/profiles/ethanresnick/cursor-pagination/max-size-exceeded';

/** `cursors` when the client wants pages by them. */
export function readPage(
  parameters: QueryParameters,
  { defaultPageSize, maxPageSize, sort }: PageSizes & { sort: readonly SortKey[] },
  cursors: Cursors | null,
): PageRequest {
  const asked = readSize(parameters, maxPageSize);
  if (!cursors) {
    const size = asked ?? defaultPageSize;
    const number = readPageNumber(parameters, deepestPage(size, sort));
    return { number, size };
  }
  const after = readCursor(parameters, 'page[after]', cursors);
  const before = readCursor(parameters, 'page[before]', cursors);
  // "Combining page[after] and page[before]": a range is as long as can be.
  const size = asked ?? (after && before ? maxPageSize : defaultPageSize);
  if (parameters.read('page[number]') !== undefined) {
    parameters.refuse('page[number]', 'a page is found by its number or by a cursor, not by both');
  }
  return { cursors, size, after, before };
}

function readSize(parameters: QueryParameters, most: number): number | undefined {
  const text = parameters.query.value('page[size]');
  if (text === undefined || !POSITIVE_INTEGER.test(text) || Number(text) <= most) {
    return readUpTo(parameters, 'page[size]', most);
  }
  parameters.skip('page[size]');
  parameters.refuse('page[size]', `page[size] must be an integer from 1 to ${most}`, {
    links: { type: MAX_SIZE_EXCEEDED },
    meta: { page: { maxSize: most } },
  });
  return undefined;
}

function readUpTo(parameters: QueryParameters, name: string, most: number): number | undefined {
  const text = parameters.read(name);
  if (text === undefined) return undefined;
  if (POSITIVE_INTEGER.test(text) && Number(text) <= most) return Number(text);
  parameters.refuse(name, `${name} must be an integer from 1 to ${most}`);
  return undefined;
}

function readCursor(parameters: QueryParameters, name: string, cursors: Cursors): Position | null {
  const text = parameters.read(name);
  if (text === undefined) return null;
  const position = cursors.read(text);
  if (!position) parameters.refuse(name, `${name} must be a cursor that was given for this sort`);
  return position;
}
