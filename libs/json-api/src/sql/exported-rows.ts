import type { CollectionQuery } from '../query/collection-query.js';
import type { Filter } from '../query/filter.js';
import type { ExportQuery } from '../query/export-query.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { isScanned } from '../query/scan.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { Page } from '../response/pagination-links.js';

interface Rows<Row> {
  definition: ResourceDefinition;
  list: (query: CollectionQuery) => Promise<Page<Row>>;
  countUpTo: (query: CollectionQuery, max: number) => Promise<number>;
}

/**
 * Counts the rows that an export will read: those that its indexed filters find. A search and other
 * filters are tests of these rows.
 *
 * @throws JsonApiError 400 `too_many_matches`, so that an export is never partial
 */
export async function requireExportable(
  { definition, countUpTo }: Omit<Rows<object>, 'list'>,
  query: ExportQuery,
  max: number,
): Promise<void> {
  const isTested = (filter: Filter) => query.scan !== undefined && isScanned(definition, filter);
  const filters = query.filters.filter((filter) => !isTested(filter));
  const found = await countUpTo({ ...query, filters, search: [] }, max + 1);
  if (found <= max) return;
  throw new JsonApiError({
    status: 400,
    code: 'too_many_matches',
    detail: `more than ${max} resources match, so nothing was exported; narrow the filter, such as the time`,
    source: { parameter: 'filter' },
  });
}

/**
 * Yields the rows page by page, `max` at most. Each page is a statement of its own, so that a slow
 * reader keeps no transaction open.
 */
export async function* exportedPages<Row>(
  { list }: Pick<Rows<Row>, 'list'>,
  query: ExportQuery,
  max: number,
): AsyncGenerator<Row[]> {
  const { inTurn: _, ...plain } = query;
  for (let [after, left] = [query.page.after, max]; left > 0;) {
    const page: CollectionQuery['page'] = { ...query.page, after };
    const { rows, positions = [], hasNext, stop } = await list({ ...plain, page });
    yield rows.slice(0, left);
    left -= rows.length;
    const next = hasNext ? positions.at(-1) : stop;
    if (!next) return;
    after = next;
  }
}
