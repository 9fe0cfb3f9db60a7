import { applyProfile, requestedProfiles } from '../negotiation/extensions-and-profiles.js';
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
import { queryOf, QueryString } from './query-string.js';
import { requireReadable } from './read-authorization.js';
import { describing } from '../route-description.js';
import { findRelationship, relatedResource } from '../definition/relationship.js';
import { type Exchange, requestParameter } from './request-parameter.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { readSelection, WHOLE } from './resource-selection.js';
import { readSearch } from './search.js';
import { findSortAttribute, readSort, type SortKey, totalOrder } from './sort.js';
import { fieldsParameter } from './sparse-fieldset.js';
import { requestedExtras } from '../negotiation/x-include.js';

export type ResourceQuery = CollectionQuery;

/** What a request says beside its query. */
interface RequestHeaders {
  /** Of the profile, see `readPage`. */
  cursors?: boolean;
  total?: boolean;

  /** Then nothing can be chosen of the resources themselves. */
  identifiersOnly?: boolean;
}

/**
 * `@ResourceQuery(userResource) query: ResourceQuery`, for a route that answers
 * a collection. The limits of the page are those of the definition, or of
 * `JsonApiModule.register`.
 */
export const ResourceQuery = requestParameter('collection', (exchange, definition, options) =>
  queryOfRequest(exchange, definition, { options, identifiersOnly: false }),
);

/**
 * `@RelationshipQuery(userResource, 'roles') query: ResourceQuery`, for a route that answers the
 * identifiers of a relationship to many: without `include` and `fields`, which make no sense for
 * identifiers ("Inclusion of Related Resources": unsupported parameters are rejected).
 */
export function RelationshipQuery(
  definition: ResourceDefinition,
  name: string,
): ParameterDecorator {
  const relationship = findRelationship(definition, name);
  const related = relationship && relatedResource(relationship);
  if (!related) throw new Error(`${definition.type} have no relationship ${name}`);
  return describing({ relationshipOf: definition }, identifiersOf(related));
}

const identifiersOf = requestParameter('linked', (exchange, definition, options) =>
  queryOfRequest(exchange, definition, { options, identifiersOnly: true }),
);

interface Kind {
  options: JsonApiOptions;
  identifiersOnly: boolean;
}

function queryOfRequest(
  exchange: Exchange,
  definition: ResourceDefinition,
  { options, identifiersOnly }: Kind,
): ResourceQuery {
  const { request, reply } = exchange;
  const wishes = {
    cursors: requestedProfiles(request).has(CURSOR_PAGINATION),
    total: requestedExtras(request).has('totalCount'),
    identifiersOnly,
  };
  const asked = queryOf(request.url);
  const text = `${wishes.cursors} ${wishes.total} ${identifiersOnly} ${asked}`;
  const query = cachedQuery({ options, definition, text }, () =>
    readResourceQuery(new QueryString(asked), definition, options, wishes),
  );
  const { included, sorted, costs } = traitsOf(query, definition);
  requireReadable(request, included, { options, parameter: 'include' });
  requireReadable(request, sorted, { options, parameter: 'sort' });
  if ('cursors' in query.page) applyProfile(reply, CURSOR_PAGINATION);
  const inTurn = costs ? turnOf(exchange, options) : undefined;
  if (!wishes.total) return inTurn ? { ...query, inTurn } : query;
  const announceTotal = (total: number) => void reply.header('x-include-total-count', total);
  return { ...query, announceTotal, inTurn };
}

/** What is asked of a query for each request, and is always the same of a query that is known. */
interface Traits {
  /** Types that `include` brings, and types whose attributes the order tells. */
  included: readonly string[];
  sorted: readonly string[];
  costs: boolean;
}

const traits = new WeakMap<ResourceQuery, Traits>();

function traitsOf(query: ResourceQuery, definition: ResourceDefinition): Traits {
  const known = traits.get(query);
  if (known) return known;
  const found = {
    included: includedTypes(definition, query.include),
    sorted: sortedTypes(definition, query),
    costs: isCostly(query),
  };
  traits.set(query, found);
  return found;
}

/** @throws JsonApiError 400 with every fault of the query. */
export function readResourceQuery(
  query: QueryString,
  definition: ResourceDefinition,
  options: JsonApiOptions,
  wishes: RequestHeaders = {},
): ResourceQuery {
  const parameters = new QueryParameters(query);
  const asked = readSort(parameters, definition);
  const filters = readFilters(parameters, definition);
  const sort = asked.length > 0 ? asked : orderOf(filters, parameters);
  const byCursor =
    wishes.cursors || ['page[after]', 'page[before]'].some((name) => parameters.has(name));
  const cursors = byCursor ? new Cursors(options.cursorKey, definition, totalOrder(sort)) : null;
  const page = readPage(parameters, { ...sizesOf(definition, options), sort }, cursors);
  const total = readTotal(parameters) || (wishes.total ?? false);
  const search = readSearch(parameters, definition);
  const selection = wishes.identifiersOnly
    ? { ...WHOLE, query }
    : readSelection(parameters, definition, options);

  parameters.finish([
    ...['number', 'size', 'after', 'before', 'total'].map((name) => `page[${name}]`),
    'sort',
    'filter[…]',
    ...(wishes.identifiersOnly ? [] : ['include', fieldsParameter(definition)]),
  ]);
  return { page, total, sort, filters, search, ...selection };
}

export function sizesOf({ page = {} }: ResourceDefinition, options: JsonApiOptions): PageSizes {
  const maxPageSize = page.maximum ?? options.maxPageSize;
  const defaultPageSize = Math.min(page.default ?? options.defaultPageSize, maxPageSize);
  return { defaultPageSize, maxPageSize };
}

function readTotal(parameters: QueryParameters): boolean {
  const text = parameters.read('page[total]');
  if (text !== undefined && text !== 'true' && text !== 'false') {
    parameters.refuse('page[total]', 'page[total] must be true or false');
  }
  return text === 'true';
}

/**
 * What is before a moment comes in the order of time, when no other is asked
 * for: the index that finds the rows has it, and any other must be sorted.
 */
function orderOf(filters: readonly Filter[], parameters: QueryParameters): SortKey[] {
  const before = filters.find(({ operator }) => operator === 'lt');
  const isNamed = before && !parameters.has(`filter[${before.attribute}][lt]`);
  return isNamed ? [{ attribute: before.attribute, descending: false }] : [];
}

/** Whose attributes the order tells: who sorts by a name learns of it. */
function sortedTypes(definition: ResourceDefinition, { sort }: ResourceQuery): string[] {
  return sort
    .map(({ attribute }) => findSortAttribute(definition, attribute).definition.type)
    .filter((type) => type !== definition.type);
}
