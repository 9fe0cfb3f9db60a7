import type { AttributeValue } from '../definition/attribute-type.js';
import type { Filter, Range } from '../query/filter.js';
import {
  type Inequality,
  isTextOperator,
  type TextOperator,
} from '../definition/filter-operator.js';
import { hasPair } from '../query/trigram-search.js';
import { findToOne, idTypeOf } from '../definition/relationship.js';
import { findAttribute, searchableNames } from '../definition/fields.js';
import { type IdType, isId } from '../definition/resource-id.js';
import type { CollectionQuery } from '../query/collection-query.js';
import { isBounded, isIndexed, namesRows } from '../query/indexed-filter.js';
import { type Bind, likeLiteral } from './statement.js';
import type { TableColumns } from './table-columns.js';

/**
 * Conditions that a row must all fulfil. `bounded` ones cost a page little in the order of the
 * sort; `exact` ones may cost much. `patterns` compare with `ilike`. `lookups` follow from the
 * patterns and let an index find the rows. Without the index, a lookup costs more than `ilike`.
 */
export interface Conditions {
  bounded: string[];
  exact: ExactCondition[];
  patterns: string[];
  lookups: string[];
}

/** `key` is the indexed expression in whose index the matches are adjacent, if there is one. */
export interface ExactCondition {
  text: string;
  key: string | undefined;
}

type Conditional = Pick<CollectionQuery, 'filters' | 'search'> &
  Partial<Pick<CollectionQuery, 'sort'>>;

export function conditionsOf(
  table: TableColumns,
  { filters, search, sort = [] }: Conditional,
  bind: Bind,
): Conditions {
  const conditions: Conditions = { bounded: [], exact: [], patterns: [], lookups: [] };
  const areNamed = filters.some(namesRows);
  for (const filter of filters) {
    const text = condition(table, filter, bind);
    if (isTextOperator(filter.operator)) conditions.patterns.push(text);
    else if (areNamed || isBounded(filter, sort)) conditions.bounded.push(text);
    else conditions.exact.push({ text, key: isIndexed(filter) ? keyOf(table, filter) : undefined });
  }
  conditions.patterns.push(...search.map((word) => searchCondition(table, word, bind)));
  conditions.lookups.push(
    ...filters.flatMap((filter) => pairsOfFilter(table, filter, bind)),
    ...search.flatMap((word) => pairs(searchedColumns(table), word, bind)),
  );
  return conditions;
}

export function allOf({ bounded, exact, patterns, lookups }: Conditions): string[] {
  return [...bounded, ...exact.map(({ text }) => text), ...patterns, ...lookups];
}

function keyOf(table: TableColumns, { attribute }: Filter): string {
  const isAttribute = findAttribute(table.definition, attribute);
  return isAttribute ? table.comparable(attribute) : idColumn(table, attribute);
}

function condition(table: TableColumns, filter: Filter, bind: Bind): string {
  const { attribute, operator, values } = filter;
  const declared = findAttribute(table.definition, attribute);
  const column = declared ? `r.${table.column(attribute)}` : idColumn(table, attribute);
  switch (operator) {
    case 'exists':
      return `${column} is ${values[0] === true ? 'not ' : ''}null`;
    case 'contains':
    case 'starts-with':
    case 'ends-with':
      return `${column} ilike ${bind(pattern(operator, String(values[0])))}`;
    case 'eq':
    case 'neq': {
      const equal = declared
        ? equality(table, filter, bind)
        : `${column} = ${idOf(table, filter, bind)}`;
      // `neq` matches everything that `eq` excludes, including null.
      return operator === 'eq' ? equal : `(${equal}) is not true`;
    }
    default:
      return inequality(table, attribute, { operator, value: values[0]!, bind });
  }
}

const SIGNS: Record<Inequality, string> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

interface Bound {
  operator: Inequality;
  value: AttributeValue;
  bind: Bind;
}

/**
 * Columns have microseconds, answers have milliseconds. Filters compare the time as the client sees
 * it, so a later time begins with the next millisecond.
 */
function inequality(table: TableColumns, attribute: string, { operator, value, bind }: Bound) {
  const [column, type] = [table.comparable(attribute), table.sqlType(attribute)];
  const next = value instanceof Date && NEXT[operator];
  const [sign, limit] = next
    ? [SIGNS[next], new Date(value.getTime() + 1)]
    : [SIGNS[operator], value];
  return `${column} ${sign} ${bind(limit)}::${type}`;
}

/** The operator with the same effect for the next millisecond. */
const NEXT: Partial<Record<Inequality, Inequality>> = { gt: 'gte', lte: 'lt' };

/** Returns the condition that a searchable attribute contains the word, ignoring case. */
function searchCondition(table: TableColumns, word: string, bind: Bind): string {
  const place = bind(pattern('contains', word));
  return `(${searchedColumns(table)
    .map((column) => `${column} ilike ${place}`)
    .join(' or ')})`;
}

function searchedColumns(table: TableColumns): string[] {
  return searchableNames(table.definition).map((name) => `r.${table.column(name)}`);
}

/** Returns the pairs of a filter. Indexed texts begin with a blank, so prefixes do too. */
function pairsOfFilter(table: TableColumns, { attribute, operator, values }: Filter, bind: Bind) {
  if (!isTextOperator(operator)) return [];
  const start = operator === 'starts-with' ? ' ' : '';
  return pairs([`r.${table.column(attribute)}`], `${start}${String(values[0])}`, bind);
}

/** Returns the condition that a column has all pairs of the text; none for an ASCII text. */
function pairs(columns: readonly string[], text: string, bind: Bind): string[] {
  if (!hasPair(text)) return [];
  const found = `text_pairs(${bind(text)})`;
  return [`(${columns.map((column) => `text_pairs(' ' || ${column}) @> ${found}`).join(' or ')})`];
}

function pattern(operator: TextOperator, text: string): string {
  const before = operator === 'starts-with' ? '' : '%';
  const after = operator === 'ends-with' ? '' : '%';
  return `${before}${likeLiteral(text)}${after}`;
}

function equality(table: TableColumns, { attribute, values, ranges }: Filter, bind: Bind): string {
  const times = values.filter((value) => value instanceof Date);
  const others = values.filter((value) => !(value instanceof Date));
  const alternatives = [...ranges, ...times.map((time) => ({ from: time, to: time }))].map(
    (range) => between(table, attribute, { range, bind }),
  );
  if (others.length > 0 || alternatives.length === 0) {
    const type = table.sqlType(attribute);
    const isFolded = findAttribute(table.definition, attribute)?.ignoreCase;
    const value = oneOf(others, { type, isFolded, bind });
    alternatives.unshift(`${table.comparable(attribute)} = ${value}`);
  }
  return alternatives.length === 1 ? alternatives[0]! : `(${alternatives.join(' or ')})`;
}

/**
 * With one value, an index on the column and the id has the matches in the order of their ids, so
 * a page can be read from it. With an array, the index does not have this order.
 */
function oneOf(
  values: readonly unknown[],
  { type, isFolded = false, bind }: { type: string; isFolded?: boolean; bind: Bind },
): string {
  if (values.length === 1) {
    const value = `${bind(values[0])}::${type}`;
    return isFolded ? `lower(${value})` : value;
  }
  const list = `${bind(values)}::${type}[]`;
  return isFolded ? `any(lower(${list}::text)::text[])` : `any(${list})`;
}

function between(
  table: TableColumns,
  attribute: string,
  { range: { from, to }, bind }: { range: Range; bind: Bind },
): string {
  const bound = (operator: Inequality, value: AttributeValue | null) =>
    value === null ? [] : [inequality(table, attribute, { operator, value, bind })];
  const bounds = [...bound('gte', from), ...bound('lte', to)];
  return bounds.length === 1 ? bounds[0]! : `(${bounds.join(' and ')})`;
}

function idColumn(table: TableColumns, name: string): string {
  return `r.${table.column(findToOne(table.definition, name)?.property ?? 'id')}`;
}

/** Returns the ids that a row can have; other ids match nothing. */
function idOf(table: TableColumns, { attribute, values }: Filter, bind: Bind): string {
  const toOne = findToOne(table.definition, attribute);
  const type: IdType = toOne ? idTypeOf(toOne) : (table.definition.idType ?? 'bigint');
  const ids = values.filter((value) => isId(value, type));
  return oneOf(ids, { type, bind });
}
