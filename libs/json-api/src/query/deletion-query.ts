import { hasManyConditions, looksForTexts, turnOf } from './costly-reads.js';
import type { InTurn } from './time-limit.js';
import { type Filter, readFilters } from './filter.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { QueryParameters } from './query-parameters.js';
import { QueryString } from './query-string.js';
import { type Exchange, requestParameter } from './request-parameter.js';
import { requireReadableFilters } from './read-authorization.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { readSearch } from './search.js';

/** The resources that a client wants to delete, by at least one filter or word. */
export interface DeletionQuery {
  filters: readonly Filter[];

  /** Words that must all occur in the searchable attributes. */
  search: readonly string[];

  /** The limit of matches: when more resources match, nothing is deleted. */
  max: number;

  /** Limits the number of concurrent costly searches. */
  inTurn?: InTurn;
}

const MAX_DELETED = 100;

/**
 * `@DeletionQuery(userResource) query: DeletionQuery`, for a DELETE of the collection. It accepts
 * the filters of the list and nothing else: with a page or a sort, the deletion would depend on
 * which rows come first.
 */
export const DeletionQuery = requestParameter(
  'deletion',
  (exchange: Exchange, definition, options): DeletionQuery => {
    const max = options.maxDeleted ?? MAX_DELETED;
    const query = readDeletion(QueryString.of(exchange.request.url), definition, max);
    requireReadableFilters(exchange.request, query.filters, { options, definition });
    const isCostly = looksForTexts(query) || hasManyConditions(query);
    return isCostly ? { ...query, inTurn: turnOf(exchange, options) } : query;
  },
);

/** @throws JsonApiError 400 with all errors of the query, or `filter_required` */
function readDeletion(
  query: QueryString,
  definition: ResourceDefinition,
  max: number,
): DeletionQuery {
  const parameters = new QueryParameters(query);
  const filters = readFilters(parameters, definition);
  const search = readSearch(parameters, definition);
  parameters.finish(['filter[…]']);
  if (filters.length > 0 || search.length > 0) return { filters, search, max };
  throw new JsonApiError({
    status: 400,
    code: 'filter_required',
    detail: 'a filter is required: deleting all resources at once is not possible',
    source: { parameter: 'filter' },
  });
}

/** @throws JsonApiError 400 `too_many_matches`, so that a deletion is never partial */
export function requireFew(matches: readonly unknown[], { max }: DeletionQuery): void {
  if (matches.length <= max) return;
  throw new JsonApiError({
    status: 400,
    code: 'too_many_matches',
    detail: `more than ${max} resources match, so no resource was deleted; narrow the filter`,
    source: { parameter: 'filter' },
  });
}
