import type { AttributeType } from './attribute-type.js';
import type { Attribute } from './resource-definition.js';

/** What `filter[attribute][operator]` can be; without an operator it is `eq`. */
export type FilterOperator = Comparison | TextOperator | 'exists';

type Comparison = 'eq' | 'neq' | Inequality;

/** Smaller and larger, which take one value. */
export type Inequality = 'gt' | 'gte' | 'lt' | 'lte';

/** Parts of a text, whatever its case. */
export type TextOperator = 'contains' | 'starts-with' | 'ends-with';

const INEQUALITIES: readonly FilterOperator[] = ['gt', 'gte', 'lt', 'lte'];

const TEXT_OPERATORS: readonly FilterOperator[] = ['contains', 'starts-with', 'ends-with'];

/** True for an operator that compares with a pattern: an index leads to more rows than match. */
export function isTextOperator(operator: FilterOperator): operator is TextOperator {
  return TEXT_OPERATORS.includes(operator);
}

/** Those whose values have an order that people would expect, so that they have ranges too. */
const ORDERED: ReadonlySet<AttributeType> = new Set(['integer', 'date', 'date-time']);

export function isOrdered(type: AttributeType): boolean {
  return ORDERED.has(type);
}

/** What the filters of an attribute can be; empty when there are none. */
export function operatorsOf(attribute: Attribute): readonly FilterOperator[] {
  if (!attribute.filter || attribute.writeOnly) return [];
  const possible = possibleOperators(attribute);
  return attribute.filter === true
    ? possible
    : possible.filter((operator) => [attribute.filter].flat().includes(operator));
}

/** Parts of texts only where an index of trigrams finds them. */
function possibleOperators({ type, search }: Attribute): readonly FilterOperator[] {
  return [
    'eq',
    'neq',
    ...(isOrdered(type) ? INEQUALITIES : []),
    ...(search ? TEXT_OPERATORS : []),
    'exists',
  ];
}

/** Those of a to-one relationship, which are answered by ids. */
export const RELATIONSHIP_OPERATORS: readonly FilterOperator[] = ['eq', 'neq', 'exists'];
