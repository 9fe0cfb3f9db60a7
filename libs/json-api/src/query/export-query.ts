import { turnOf } from './costly-reads.js';
import type { CollectionQuery } from './collection-query.js';
import { Cursors } from './cursor.js';
import { readFilters } from './filter.js';
import { readerName } from '../json-api.options.js';
import type { CursorPage } from './pagination.js';
import { QueryParameters } from './query-parameters.js';
import { QueryString } from './query-string.js';
import { requireReadableFilters } from './read-authorization.js';
import { exchangeParameter } from './request-parameter.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { FULL_SELECTION } from './resource-selection.js';
import { orderOf } from './resource-query.js';
import { describing } from '../route-description.js';
import { scanOf } from './scan.js';
import { readSearch } from './search.js';
import { readSort, totalOrder } from './sort.js';

/** The resources of an export, which is read page by page. */
export type ExportQuery = CollectionQuery & {
  page: CursorPage;

  /** The name under which the exports of the caller count. */
  reader: string;
};

/** Rows that are read at once: few enough for memory when each has the largest possible texts. */
const PAGE = 100;

/**
 * `@ExportQuery(auditEventResource, 'text/csv') query: ExportQuery`, for a route that sends a list as
 * a file of that media type. It accepts the filters, the search and the sort of the list.
 */
export function ExportQuery(definition: ResourceDefinition, mediaType: string): ParameterDecorator {
  return describing(
    { exported: { definition, mediaType } },
    exchangeParameter((exchange, options): ExportQuery => {
      const { request } = exchange;
      const parameters = new QueryParameters(QueryString.of(request.url));
      const requestedSort = readSort(parameters, definition);
      const filters = readFilters(parameters, definition);
      const search = readSearch(parameters, definition);
      parameters.finish(['sort', 'filter[…]']);
      requireReadableFilters(request, filters, { options, definition });
      const sort = requestedSort.length > 0 ? requestedSort : orderOf(filters, parameters);
      const cursors = new Cursors(options.cursorKey, definition, totalOrder(sort));
      return {
        ...FULL_SELECTION,
        page: { cursors, size: PAGE, after: null, before: null },
        total: false,
        sort,
        filters,
        search,
        scan: scanOf(definition, { filters, search }),
        inTurn: turnOf(exchange, options),
        reader: readerName(request, options),
      };
    }),
  );
}
