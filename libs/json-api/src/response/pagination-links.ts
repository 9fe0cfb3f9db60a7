import type { CollectionQuery } from '../query/collection-query.js';
import type { Position } from '../query/cursor.js';
import { deepestPage } from '../query/page-depth.js';
import { type CursorPage, isBackwards, type NumberedPage } from '../query/pagination.js';
import { QueryString } from '../query/query-string.js';

/** One page of a collection. Whether there is another page is found by reading one more row. */
export interface Page<Row> {
  rows: Row[];

  /** True when there are rows beyond the page, in the direction in which it was read. */
  hasNext: boolean;

  /** The number of rows of all pages, when it was requested. */
  total?: number;

  /** The position of each row, for a page by cursor. */
  positions?: Position[];

  /** The position up to which rows were tested, when there may be matches beyond it, see `Scan`. */
  stop?: Position;
}

/**
 * `prev` and `next` are null without such a page; `last` needs a count, so it requires the total.
 */
export interface PaginationLinks {
  self: string;
  first: string;
  prev: string | null;
  next: string | null;
  last?: string;
}

/** Keeps all other parameters (jsonapi.org 1.1, "Pagination"); the first page has no number. */
export function paginationLinks(
  path: string,
  { page, query, sort }: CollectionQuery,
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

/** `place` is the encoded parameter with the place of the page; empty for the first page. */
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
 * Returns the links by cursor. When it is unknown if there are more rows, a link may lead to an
 * empty page ("Links"), which has no further links.
 */
function neighbours(page: CursorPage, found: Page<unknown>, to: LinkTo) {
  const { cursors, after, before } = page;
  const { positions = [], hasNext, stop } = found;
  const backwards = isBackwards(page);
  const stopped = hasNext ? undefined : stop;
  const first = (backwards ? stopped : undefined) ?? positions[0];
  const last = (backwards ? undefined : stopped) ?? positions.at(-1);
  const isContinued = hasNext || stopped !== undefined;
  const hasPrevious = backwards ? isContinued : after !== null;
  const hasMore = backwards || before !== null || isContinued;
  return {
    prev: hasPrevious && first ? to(`page%5Bbefore%5D=${cursors.write(first)}`) : null,
    next: hasMore && last ? to(`page%5Bafter%5D=${cursors.write(last)}`) : null,
  };
}

/** Encodes `?filter[client]=7` as `?filter%5Bclient%5D=7`; encoded parts stay unchanged. */
export function encodeQuery(link: string): string {
  const [path = ''] = link.split('?', 1);
  return withQuery(path, QueryString.of(link).write());
}

export function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`;
}
