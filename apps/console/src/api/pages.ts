import type { ListState } from '../routing/list-state.js';

/** Resources on a page of a list. */
export const PAGE_SIZE = 50;

/** The query parameters of one page of a list, by cursor. Pass `hasCursors: true` with them. */
export function pageQuery({ after, before }: ListState, size = PAGE_SIZE) {
  return {
    'page[size]': size,
    ...(after !== undefined && { 'page[after]': after }),
    ...(before !== undefined && { 'page[before]': before }),
  };
}

/** The cursors of the pages beside a page. */
export interface Cursors {
  after?: string;
  before?: string;
}

type Link = string | { href: string } | null | undefined;

/** Returns the cursors in the links of a document. */
export function cursorsOf({ links }: { links?: { next?: Link; prev?: Link } }): Cursors {
  return {
    after: parameterOf(links?.next, 'page[after]'),
    before: parameterOf(links?.prev, 'page[before]'),
  };
}

function parameterOf(link: Link, name: string): string | undefined {
  if (!link) return undefined;
  const href = typeof link === 'string' ? link : link.href;
  return new URL(href, location.origin).searchParams.get(name) ?? undefined;
}
