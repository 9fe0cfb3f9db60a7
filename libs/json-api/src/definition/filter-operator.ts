import type { AttributeType } from './attribute-type.js';

/** The operators of `filter[attribute][operator]`; the default is `eq`. */
export type FilterOperator = Comparison | TextOperator | 'has' | 'exists';

type Comparison = 'eq' | 'neq' | Inequality;

/** The operators for smaller and larger values, which take one value. */
export type Inequality = 'gt' | 'gte' | 'lt' | 'lte';

/** The operators for parts of a text; they ignore case. */
export type TextOperator = 'contains' | 'starts-with' | 'ends-with';

export const INEQUALITIES: readonly FilterOperator[] = ['gt', 'gte', 'lt', 'lte'];

export const TEXT_OPERATORS: readonly FilterOperator[] = ['contains', 'starts-with', 'ends-with'];

/** True for an operator with a list of values, of which one or none must match. */
export function takesList(operator: FilterOperator): boolean {
  return operator === 'eq' || operator === 'neq' || operator === 'has';
}

/**
 * True for an operator that compares with a pattern; its index also finds rows that do not match.
 */
export function isTextOperator(operator: FilterOperator): operator is TextOperator {
  return TEXT_OPERATORS.includes(operator);
}

/** The types whose values have a natural order, and therefore ranges. */
const ORDERED: ReadonlySet<AttributeType> = new Set(['integer', 'date', 'date-time']);

export function isOrdered(type: AttributeType): boolean {
  return ORDERED.has(type);
}

/** The operators of a to-one relationship, whose filters compare ids. */
export const RELATIONSHIP_OPERATORS: readonly FilterOperator[] = ['eq', 'neq', 'exists'];
