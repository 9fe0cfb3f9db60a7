import { Inject, Injectable, type PipeTransform, Query } from '@nestjs/common';
import { type Filter, readFilters } from './filter.js';
import { JSON_API_OPTIONS, type JsonApiOptions } from './json-api.options.js';
import { type PageRequest, readPage } from './pagination.js';
import { QueryParameters } from './query-parameters.js';
import type { ResourceDefinition } from './resource-definition.js';
import { readSort, type SortKey } from './sort.js';
import { fieldsParameter, readFields, type SparseFieldset } from './sparse-fieldset.js';

/** What a client asks of a collection, checked against the definition. */
export interface ResourceQuery {
  page: PageRequest;
  sort: readonly SortKey[];
  filters: readonly Filter[];
  fields: SparseFieldset;

  /** As they came, for the links. */
  parameters: ReadonlyMap<string, string>;
}

/**
 * `@ResourceQuery(userResource) query: ResourceQuery`, for a route that answers
 * a collection. The limits of the page are those of `JsonApiModule.register`.
 */
export function ResourceQuery(definition: ResourceDefinition): ParameterDecorator {
  @Injectable()
  class ResourceQueryPipe implements PipeTransform {
    constructor(@Inject(JSON_API_OPTIONS) private readonly limits: JsonApiOptions) {}

    transform(query: Record<string, unknown>): ResourceQuery {
      return readResourceQuery(query, definition, this.limits);
    }
  }
  return Query(ResourceQueryPipe);
}

/** @throws JsonApiError 400 with every fault of the query. */
export function readResourceQuery(
  query: Readonly<Record<string, unknown>>,
  definition: ResourceDefinition,
  limits: JsonApiOptions,
): ResourceQuery {
  const parameters = new QueryParameters(query);
  const page = readPage(parameters, limits);
  const sort = readSort(parameters, definition);
  const filters = readFilters(parameters, definition);
  const fields = readFields(parameters, definition);

  parameters.finish([
    'page[number]',
    'page[size]',
    'sort',
    'filter[…]',
    fieldsParameter(definition),
  ]);
  return {
    page,
    sort: sort.length > 0 ? sort : orderOf(filters),
    filters,
    fields,
    parameters: parameters.values,
  };
}

/**
 * What is before a moment comes in the order of time, when no other is asked
 * for: the index that finds the rows has it, and any other must be sorted.
 */
function orderOf(filters: readonly Filter[]): SortKey[] {
  const before = filters.find(({ operator }) => operator === 'lt');
  return before ? [{ attribute: before.attribute, descending: false }] : [];
}
