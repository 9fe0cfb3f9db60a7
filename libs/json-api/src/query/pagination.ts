import type { Cursors, Position } from './cursor.js';
import { deepestPage, readPageNumber } from './page-depth.js';
import type { QueryParameters } from './query-parameters.js';
import { QueryString } from './query-string.js';
import type { ResourceQuery } from './resource-query.js';
import type { SortKey } from './sort.js';

/** By number for people, by cursor for machines. */
export type PageRequest = NumberedPage | CursorPage;

/** `number` counts from 1. */
interface NumberedPage {
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

/** One page of a collection; that there is more is known by reading one row more, never by counting. */
export interface Page<Row> {
  rows: Row[];

  /** Beyond the page, in the direction in which it was read. */
  hasNext: boolean;

  /** Of all pages together, when it was asked for. */
  total?: number;

  /** Of each row, for a page by cursor. */
  positions?: Position[];
}

/** `prev` and `next` are null where there is none; `last` costs a count, so it comes with the total. */
export interface PaginationLinks {
  self: string;
  first: string;
  prev: string | null;
  next: string | null;
  last?: string;
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

/** Every other parameter is kept (jsonapi.org 1.1, "Pagination"); the first page goes without a number. */
export function paginationLinks(
  path: string,
  { page, query, sort }: ResourceQuery,
  found: Page<unknown>,
): PaginationLinks {
  const others = query.write(PLACES);
  const linkTo: LinkTo = (place) =>
    withQuery(path, others === '' || place === '' ? others + place : `${others}&${place}`);
  const links = { self: withQuery(path, query.write()), first: linkTo('') };
  return 'cursors' in page
    ? { ...links, ...neighbours(page, found, linkTo) }
    : { ...links, ...numbers({ ...page, deepest: deepestPage(page.size, sort) }, found, linkTo) };
}

/** `place` is the parameter that says where the page is, encoded; empty for the first page. */
type LinkTo = (place: string) => string;

const PLACES = ['page[number]', 'page[after]', 'page[before]'];

function numbers(
  { number, size, deepest }: NumberedPage & { deepest: number },
  { hasNext, total }: Page<unknown>,
  to: LinkTo,
) {
  const linkTo = (target: number) => to(target > 1 ? `page%5Bnumber%5D=${target}` : '');
  const last = total === undefined ? undefined : Math.max(1, Math.ceil(total / size));
  return {
    prev: number > 1 ? linkTo(number - 1) : null,
    next: hasNext && number < deepest ? linkTo(number + 1) : null,
    ...(last !== undefined && last <= deepest && { last: linkTo(last) }),
  };
}

/**
 * Where it is not known whether there is more, the link may lead to an empty page ("Links"),
 * which leads nowhere.
 */
function neighbours(page: CursorPage, found: Page<unknown>, to: LinkTo) {
  const { cursors, after, before } = page;
  const { positions = [], hasNext } = found;
  const first = positions[0];
  const last = positions.at(-1);
  const backwards = isBackwards(page);
  const hasPrevious = backwards ? hasNext : after !== null;
  const hasMore = backwards || before !== null || hasNext;
  return {
    prev: hasPrevious && first ? to(`page%5Bbefore%5D=${cursors.write(first)}`) : null,
    next: hasMore && last ? to(`page%5Bafter%5D=${cursors.write(last)}`) : null,
  };
}

/** `?filter[client]=7` as `?filter%5Bclient%5D=7`; what is encoded already stays as it is. */
export function encodeQuery(link: string): string {
  const [path = ''] = link.split('?', 1);
  return withQuery(path, QueryString.of(link).write());
}

export function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`;
}
