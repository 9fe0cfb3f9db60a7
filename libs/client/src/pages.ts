import type { Calls } from './calls.js';
import { toObjects } from './objects.js';
import type { Call } from './request-headers.js';

interface Page {
  links: { next?: string | null };
  data: { type: string; id: string }[];
}

/** Iterates over the resources of a list, page by page. */
export async function* pages<Item>(
  calls: Calls,
  path: string,
  { params, ...options }: Call = {},
): AsyncGenerator<Item, void, undefined> {
  const isNumbered = params?.query !== undefined && 'page[number]' in params.query;
  const call = { ...options, hasCursors: !isNumbered };
  let page = await calls.call<Page>('get', path, { ...call, params });
  for (;;) {
    yield* toObjects(page.data) as Item[];
    const { next } = page.data.links;
    if (!next) return;
    page = await calls.follow<Page>(next, call);
  }
}
