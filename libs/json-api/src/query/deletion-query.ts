import { hasManyConditions, looksForTexts, turnOf } from './costly-reads.js';
import { type InTurn } from './time-limit.js';
import { type Filter, readFilters } from './filter.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { QueryParameters } from './query-parameters.js';
import { QueryString } from './query-string.js';
import { type Exchange, requestParameter } from './request-parameter.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { readSearch } from './search.js';

/** Which resources a client wants to be gone: a filter or a word at the least. */
export interface DeletionQuery {
  filters: readonly Filter[];

  /** Words that must all be in the searchable attributes. */
  search: readonly string[];

  /** When more match, nothing is deleted. */
  most: number;

  /** Limits how many costly searches run at a time. */
  inTurn?: InTurn;
}

const MAX_DELETED = 100;

/**
 * `@DeletionQuery(userResource) query: DeletionQuery`, for a DELETE of the collection. It
 * takes the filters of the list and nothing else: a page or an order would choose what is
 * deleted by what happens to come first.
 */
export const DeletionQuery = requestParameter(
  'deletion',
  (exchange: Exchange, definition, options): DeletionQuery => {
    const most = options.maxDeleted ?? MAX_DELETED;
    const query = readDeletion(QueryString.of(exchange.request.url), definition, most);
    const isCostly = looksForTexts(query) || hasManyConditions(query);
    return isCostly ? { ...query, inTurn: turnOf(exchange, options) } : query;
  },
);

/** @throws JsonApiError 400 with every fault of the query, or `filter_required` */
function readDeletion(
  query: QueryString,
  definition: ResourceDefinition,
  most: number,
): DeletionQuery {
  const parameters = new QueryParameters(query);
  const filters = readFilters(parameters, definition);
  const search = readSearch(parameters, definition);
  parameters.finish(['filter[…]']);
  if (filters.length > 0 || search.length > 0) return { filters, search, most };
  throw new JsonApiError({
    status: 400,
    code: 'filter_required',
    detail: 'say which resources to delete: all of them at once is not possible',
    source: { parameter: 'filter' },
  });
}

/** @throws JsonApiError 400 `too_many_matches`: rather none than some */
export function requireFew(matches: readonly unknown[], { most }: DeletionQuery): void {
  if (matches.length <= most) return;
  throw new JsonApiError({
    status: 400,
    code: 'too_many_matches',
    detail: `more than ${most} resources match, so none was deleted; narrow the filter`,
    source: { parameter: 'filter' },
  });
}
