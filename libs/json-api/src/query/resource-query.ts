import { applyProfile, requestedProfiles } from '../negotiation/extensions-and-profiles.js';
import { baseUrlOf } from '../definition/addresses.js';
import type { CollectionQuery } from './collection-query.js';
import { isCostly, turnOf } from './costly-reads.js';
import { Cursors } from './cursor.js';
import { type Filter, readFilters } from './filter.js';
import { includedTypes } from './include.js';
import { cachedQuery } from './query-cache.js';
import type { JsonApiOptions } from '../json-api.options.js';
import { CURSOR_PAGINATION } from '../negotiation/media-type.js';
import { type PageSizes, readPage } from './pagination.js';
import { QueryParameters } from './query-parameters.js';
import { readFlag } from './query-flag.js';
import { queryOf, QueryString } from './query-string.js';
import { requireReadable, requireReadableFilters } from './read-authorization.js';
import { describing } from '../route-description.js';
import { findRelationship, relatedResource } from '../definition/relationship.js';
import { type Exchange, requestParameter } from './request-parameter.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { readSelection, FULL_SELECTION } from './resource-selection.js';
import { requireScannable, scanOf } from './scan.js';
import { readSearch } from './search.js';
import { attributeAt } from '../definition/attribute-path.js';
import { readSort, type SortKey, totalOrder } from './sort.js';
import { fieldsParameter } from './sparse-fieldset.js';
import { requestedExtras } from '../negotiation/x-include.js';

export type ResourceQuery = CollectionQuery;

/** The parameter that adds the ETag of each resource to its `meta`. */
export const WITH_ETAGS = 'withEtags';

/** The parts of a request, apart from its query, that determine the page. */
interface QueryOptions {
  /** True when the client accepts the profile "Cursor Pagination", see `readPage`. */
  cursors?: boolean;
  total?: boolean;

  /** True when the answer has identifiers only, so that the client cannot select fields. */
  identifiersOnly?: boolean;
}

/**
 * `@ResourceQuery(userResource) query: ResourceQuery`, for a route that answers a collection. The
 * page limits are those of the definition, or of `JsonApiModule.register`.
 */
export const ResourceQuery = requestParameter('collection', (exchange, definition, options) =>
  queryOfRequest(exchange, definition, { options, identifiersOnly: false }),
);

/**
 * `@RelationshipQuery(userResource, 'roles') query: ResourceQuery`, for a route that answers the
 * identifiers of a to-many relationship. It rejects `include` and `fields`, which have no meaning
 * for identifiers ("Inclusion of Related Resources": unsupported parameters are rejected).
 */
export function RelationshipQuery(
  definition: ResourceDefinition,
  name: string,
): ParameterDecorator {
  const relationship = findRelationship(definition, name);
  const related = relationship && relatedResource(relationship);
  if (!related) throw new Error(`${definition.type} has no relationship ${name}`);
  return describing({ relationshipOf: definition }, identifiersOf(related));
}

const identifiersOf = requestParameter('linked', (exchange, definition, options) =>
  queryOfRequest(exchange, definition, { options, identifiersOnly: true }),
);

interface QueryKind {
  options: JsonApiOptions;
  identifiersOnly: boolean;
}

function queryOfRequest(
  exchange: Exchange,
  definition: ResourceDefinition,
  { options, identifiersOnly }: QueryKind,
): ResourceQuery {
  const { request, reply } = exchange;
  const headers = {
    cursors: requestedProfiles(request).has(CURSOR_PAGINATION),
    total: requestedExtras(request).has('totalCount'),
    identifiersOnly,
  };
  const queryText = queryOf(request.url);
  const text = `${headers.cursors} ${headers.total} ${identifiersOnly} ${queryText}`;
  const query = cachedQuery({ options, definition, text }, () =>
    readResourceQuery(new QueryString(queryText), definition, options, headers),
  );
  const { included, sorted, isCostlyRead } = traitsOf(query, definition);
  requireReadable(request, included, { options, parameter: 'include' });
  requireReadable(request, sorted, { options, parameter: 'sort' });
  requireReadableFilters(request, query.filters, { options, definition });
  if ('cursors' in query.page) applyProfile(reply, CURSOR_PAGINATION);
  const inTurn = isCostlyRead ? turnOf(exchange, options) : undefined;
  const base = baseUrlOf(request);
  const etags = query.etags && base !== '' ? { etags: { base } } : undefined;
  if (!headers.total) return inTurn || etags ? { ...query, ...etags, inTurn } : query;
  const announceTotal = (total: number) => void reply.header('x-include-total-count', total);
  return { ...query, ...etags, announceTotal, inTurn };
}

/** Properties of a query that each request needs and that are the same for a cached query. */
interface Traits {
  /** Types that `include` adds, and types whose attributes the order reveals. */
  included: readonly string[];
  sorted: readonly string[];
  isCostlyRead: boolean;
}

const traits = new WeakMap<ResourceQuery, Traits>();

function traitsOf(query: ResourceQuery, definition: ResourceDefinition): Traits {
  const cached = traits.get(query);
  if (cached) return cached;
  const found = {
    included: includedTypes(definition, query.include),
    sorted: sortedTypes(definition, query),
    isCostlyRead: isCostly(query),
  };
  traits.set(query, found);
  return found;
}

/** @throws JsonApiError 400 with all errors of the query. */
export function readResourceQuery(
  query: QueryString,
  definition: ResourceDefinition,
  options: JsonApiOptions,
  headers: QueryOptions = {},
): ResourceQuery {
  const parameters = new QueryParameters(query);
  const requestedSort = readSort(parameters, definition);
  const filters = readFilters(parameters, definition);
  const sort = requestedSort.length > 0 ? requestedSort : orderOf(filters, parameters);
  const search = readSearch(parameters, definition);
  const total = readTotal(parameters) || (headers.total ?? false);
  const scan = scanOf(definition, { filters, search });
  if (scan !== undefined) requireScannable(parameters, { total });
  const byCursor =
    headers.cursors ||
    ['page[after]', 'page[before]'].some((name) => parameters.has(name)) ||
    (scan !== undefined && !parameters.has('page[number]'));
  const cursors = byCursor ? new Cursors(options.cursorKey, definition, totalOrder(sort)) : null;
  const page = readPage(parameters, { ...sizesOf(definition, options), sort }, cursors);
  const selection = headers.identifiersOnly
    ? { ...FULL_SELECTION, query }
    : readSelection(parameters, definition, options);
  const withEtags = !headers.identifiersOnly && readFlag(parameters, WITH_ETAGS);

  parameters.finish([
    ...['number', 'size', 'after', 'before', 'total'].map((name) => `page[${name}]`),
    'sort',
    'filter[…]',
    ...(headers.identifiersOnly ? [] : ['include', fieldsParameter(definition), WITH_ETAGS]),
  ]);
  const etags = withEtags ? { etags: { base: '' } } : undefined;
  return { page, total, sort, filters, search, scan, ...selection, ...etags };
}

export function sizesOf({ page = {} }: ResourceDefinition, options: JsonApiOptions): PageSizes {
  const maxPageSize = page.maximum ?? options.maxPageSize;
  const defaultPageSize = Math.min(page.default ?? options.defaultPageSize, maxPageSize);
  return { defaultPageSize, maxPageSize };
}

function readTotal(parameters: QueryParameters): boolean {
  const text = parameters.read('page[total]');
  if (text !== undefined && text !== 'true' && text !== 'false') {
    parameters.reject('page[total]', 'page[total] must be true or false');
  }
  return text === 'true';
}

/**
 * Returns the default order. A filter for values before a moment sorts by time, because the index
 * that finds the rows has this order, and any other order needs a sort.
 */
export function orderOf(filters: readonly Filter[], parameters: QueryParameters): SortKey[] {
  const before = filters.find(({ operator }) => operator === 'lt');
  const isNamed = before && !parameters.has(`filter[${before.attribute}][lt]`);
  return isNamed ? [{ attribute: before.attribute, descending: false }] : [];
}

/** Returns the types whose attributes the order reveals: a sort by a name reveals the name. */
function sortedTypes(definition: ResourceDefinition, { sort }: ResourceQuery): string[] {
  return sort
    .map(({ attribute }) => attributeAt(definition, attribute).definition.type)
    .filter((type) => type !== definition.type);
}
