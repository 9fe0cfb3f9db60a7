import { isRange } from './pagination.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { findAttribute } from '../definition/fields.js';
import type { CollectionQuery } from './collection-query.js';
import type { SortKey } from './sort.js';
import { attributeAt } from '../definition/attribute-path.js';
import { reachesAllTenants } from '../definition/tenancy.js';

/** Rows. Numbered pages beyond them are costly: the database also reads the pages before. */
const FEW_ROWS = 1000;

/**
 * True when reading related rows in the order of their index yields all rows in the order of the
 * sort. The sort must have one key, the caller must reach every related row, and each related row
 * must have a value.
 */
export function isInRelatedOrder(
  definition: ResourceDefinition,
  sort: readonly SortKey[],
): boolean {
  const [name, attribute] = sort[0]?.attribute.split('.') ?? [];
  if (sort.length !== 1 || name === undefined || attribute === undefined) return false;
  const isForeignKey = Object.values(definition.references ?? {}).includes(name);
  const { definition: related } = attributeAt(definition, `${name}.${attribute}`);
  const isNullable = findAttribute(related, attribute)?.nullable ?? false;
  return isForeignKey && !isNullable && reachesAllTenants();
}

/** True for a page of an unfiltered collection, sorted so that it costs no more than its rows. */
export function isReadInOrder(definition: ResourceDefinition, query: CollectionQuery): boolean {
  const { page, sort, filters, search } = query;
  const isNear = 'cursors' in page ? !isRange(page) : page.number * page.size <= FEW_ROWS;
  const isUnfiltered = filters.length === 0 && search.length === 0;
  return isNear && isUnfiltered && isInRelatedOrder(definition, sort);
}
