import { isRelated } from '../definition/attribute-path.js';
import type { Filter } from './filter.js';
import { type SortKey, totalOrder } from './sort.js';

/** True when the filter lists the rows by id, so that other filters make the page read no more. */
export function namesRows({ attribute, operator }: Filter): boolean {
  return attribute === 'id' && operator === 'eq';
}

/**
 * True when a page in this order reads few rows that the filter excludes, for any value of the
 * filter: the matches are adjacent in the index of the order.
 */
export function isBounded(filter: Filter, sort: readonly SortKey[]): boolean {
  const { attribute, operator, values, ranges } = filter;
  if (!isIndexed(filter) || isRelated(attribute)) return false;
  const leading = totalOrder(sort)[0]!.attribute;
  if (attribute === leading) return true;
  // An index on a column and the id has the rows of one value in the order of their ids.
  return leading === 'id' && operator === 'eq' && values.length === 1 && ranges.length === 0;
}

/**
 * True when an index has the matches in its order: not for `neq`, and not for several alternatives.
 */
export function isIndexed({ operator, values, ranges }: Filter): boolean {
  const times = values.filter((value) => value instanceof Date).length;
  const alternatives = ranges.length + times + (times < values.length ? 1 : 0);
  return operator !== 'neq' && alternatives <= 1;
}
