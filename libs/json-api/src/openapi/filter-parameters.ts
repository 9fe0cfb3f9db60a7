import { type Criterion, criterionNames, findCriterion } from '../query/criterion.js';
import { type FilterOperator, isOrdered, takesList } from '../definition/filter-operator.js';
import { FINDABLE } from '../query/trigram-search.js';
import { attributeAt } from '../definition/attribute-path.js';
import { searchableNames } from '../definition/fields.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { valueSchema } from './attribute-schema.js';
import { arrayOf, type JsonSchema } from '../definition/json-schema.js';

/** Descriptions of the operators. */
const MEANINGS: Record<FilterOperator, string> = {
  eq: 'Equal to any of the values. A comma separates two values; %2C is a comma in a value.',
  neq: 'Equal to none of the values. A comma separates two values; %2C is a comma in a value.',
  gt: 'Greater than the value.',
  gte: 'Greater than or equal to the value.',
  lt: 'Less than the value.',
  lte: 'Less than or equal to the value.',
  contains: `Contains the text, which must have ${FINDABLE}.`,
  'starts-with': 'Begins with the text.',
  'ends-with': `Ends with the text, which must have ${FINDABLE}.`,
  has: 'A list with any of the values. A comma separates two values; %2C is a comma in a value.',
  exists: 'True for resources with a value, false for resources without one.',
};

/** A filter, from which a query parameter is made. */
interface DescribedFilter {
  /** `filter[createdAt][gte]` */
  name: string;
  description: string;
  schema: JsonSchema;
}

/** Returns every filter that the definition allows, with each of its operators. */
export function filtersOf(definition: ResourceDefinition): DescribedFilter[] {
  const filters = criterionNames(definition).flatMap((name) => {
    const criterion = findCriterion(definition, name)!;
    const { type } = attributeAt(definition, criterion.attribute).definition;
    const needs = type === definition.type ? '' : ` Needs the right to read ${type}.`;
    const describe = (parameter: string, operator: FilterOperator): DescribedFilter => ({
      name: parameter,
      description: MEANINGS[operator] + needs,
      schema: parameterSchema(operator, criterion),
    });
    const named = criterion.operators.map((operator) =>
      describe(`filter[${name}][${operator}]`, operator),
    );
    return [describe(`filter[${name}]`, criterion.fallback), ...named];
  });
  const searched = searchableNames(definition);
  return searched.length > 0 ? [...filters, search(searched, definition)] : filters;
}

/** Returns a list for `eq` and `neq`, whose members may be ranges if the type has an order. */
function parameterSchema(operator: FilterOperator, { type, enumeration }: Criterion): JsonSchema {
  if (operator === 'exists') return { type: 'boolean' };
  if (operator === 'has') return arrayOf({ type: 'string' });
  if (!takesList(operator)) return valueSchema(type);
  const value = valueSchema(type, enumeration);
  return arrayOf(isOrdered(type) ? { anyOf: [value, RANGE] } : value);
}

const RANGE = {
  type: 'string',
  pattern: '\\.\\.',
  description: 'A range such as `a..b`, `a..` or `..b`, including its ends.',
};

function search(names: readonly string[], { scan }: ResourceDefinition): DescribedFilter {
  const where = `Words that must all occur in ${names.join(', ')}.`;
  const limits = scan
    ? `A page looks through ${scan.rows} resources at most, and can be short; follow its link to the next page.`
    : `At least one word must have ${FINDABLE}.`;
  const description = `${where} ${limits}`;
  return { name: 'filter[search]', description, schema: { type: 'string' } };
}
