import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { CollectionQuery } from './collection-query.js';
import type { Filter } from './filter.js';
import type { QueryParameters } from './query-parameters.js';

/** True for a filter that no index serves, so that rows are tested for it. */
export function isScanned({ scan }: ResourceDefinition, { attribute }: Filter): boolean {
  return scan?.filter.includes(attribute) ?? false;
}

/** Returns the limit of a read that tests rows; undefined when indexes serve the query. */
export function scanOf(
  definition: ResourceDefinition,
  { filters, search }: Pick<CollectionQuery, 'filters' | 'search'>,
): number | undefined {
  const isNeeded = search.length > 0 || filters.some((filter) => isScanned(definition, filter));
  return isNeeded ? definition.scan?.rows : undefined;
}

/** Rejects what a read that tests a limited number of rows cannot answer. */
export function requireScannable(parameters: QueryParameters, { total }: { total: boolean }): void {
  if (parameters.has('page[number]')) {
    parameters.reject('page[number]', 'this search has pages by cursor: follow links.next');
  }
  if (total) parameters.reject('page[total]', 'this search cannot count its matches');
}
