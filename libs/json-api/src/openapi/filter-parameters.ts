import type { AttributeType } from '../definition/attribute-type.js';
import { findCriterion } from '../query/filter.js';
import { type FilterOperator, isOrdered } from '../definition/filter-operator.js';
import { FINDABLE } from '../query/trigram-search.js';
import { fieldNames } from '../definition/relationship.js';
import {
  filterNames,
  type ResourceDefinition,
  searchableNames,
} from '../definition/resource-definition.js';
import { typeSchema } from './attribute-schema.js';
import { arrayOf, type JsonSchema } from '../definition/json-schema.js';

/** Of each operator, what it keeps. */
const MEANINGS: Record<FilterOperator, string> = {
  eq: 'Any of the values. A comma separates two values; %2C is a comma in a value.',
  neq: 'None of the values. A comma separates two values; %2C is a comma in a value.',
  gt: 'More than the value.',
  gte: 'The value or more.',
  lt: 'Less than the value.',
  lte: 'The value or less.',
  contains: `The text is a part. It has ${FINDABLE}.`,
  'starts-with': 'The text is the beginning.',
  'ends-with': `The text is the end. It has ${FINDABLE}.`,
  exists: 'Whether there is a value.',
};

/** A filter, to be made a query parameter of. */
interface DescribedFilter {
  /** `filter[createdAt][gte]` */
  name: string;
  description: string;
  schema: JsonSchema;
}

/** Every filter that the definition allows, with each of its operators. */
export function filtersOf(definition: ResourceDefinition): DescribedFilter[] {
  const names = ['id', ...fieldNames(definition), ...filterNames(definition)];
  const filters = names.flatMap((name) => {
    const criterion = findCriterion(definition, name);
    if (!criterion) return [];
    const { type, operators, defaultOperator } = criterion;
    const named = operators.map((operator) =>
      filter(`filter[${name}][${operator}]`, operator, type),
    );
    return [filter(`filter[${name}]`, defaultOperator, type), ...named];
  });
  const searched = searchableNames(definition);
  return searched.length > 0 ? [...filters, search(searched)] : filters;
}

function filter(name: string, operator: FilterOperator, type: AttributeType): DescribedFilter {
  return { name, description: MEANINGS[operator], schema: valueSchema(operator, type) };
}

/** A list for `eq` and `neq`, in which a range may stand for all values that it has. */
function valueSchema(operator: FilterOperator, type: AttributeType): JsonSchema {
  if (operator === 'exists') return { type: 'boolean' };
  const value = typeSchema(type);
  if (operator !== 'eq' && operator !== 'neq') return value;
  return arrayOf(isOrdered(type) ? { anyOf: [value, RANGE] } : value);
}

const RANGE = {
  type: 'string',
  pattern: '\\.\\.',
  description: 'Such as `a..b`, `a..` or `..b`, they included.',
};

function search(names: readonly string[]): DescribedFilter {
  const where = `Words that must all be in ${names.join(', ')}.`;
  const description = `${where} One of them has ${FINDABLE}.`;
  return { name: 'filter[search]', description, schema: { type: 'string' } };
}
