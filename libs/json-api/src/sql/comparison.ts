import type { AttributeValue } from '../definition/attribute-type.js';
import { findAttribute } from '../definition/fields.js';
import type { Inequality, TextOperator } from '../definition/filter-operator.js';
import { findToOne, idTypeOf } from '../definition/relationship.js';
import { type IdType, isId } from '../definition/resource-id.js';
import type { Filter, Range } from '../query/filter.js';
import { type Bind, likeLiteral } from './statement.js';
import type { TableColumns } from './table-columns.js';

/** The rows that a statement compares, by the alias of their table. */
export interface Compared {
  table: TableColumns;
  alias: string;
  bind: Bind;
}

/** Returns the condition that a row matches the filter. */
export function comparison(rows: Compared, filter: Filter): string {
  const { table, alias, bind } = rows;
  const { attribute, operator, values } = filter;
  const declared = findAttribute(table.definition, attribute);
  const column = declared ? `${alias}.${table.column(attribute)}` : idColumn(rows, attribute);
  switch (operator) {
    case 'exists':
      return `${column} is ${values[0] === true ? 'not ' : ''}null`;
    case 'contains':
    case 'starts-with':
    case 'ends-with':
      return `${column} ilike ${bind(pattern(operator, String(values[0])))}`;
    case 'has':
      return `${column} && ${bind(values)}::text[]`;
    case 'eq':
    case 'neq': {
      const equal = declared ? equality(rows, filter) : `${column} = ${idOf(rows, filter)}`;
      // `neq` matches everything that `eq` excludes, including null.
      return operator === 'eq' ? equal : `(${equal}) is not true`;
    }
    default:
      return inequality(rows, attribute, { operator, value: values[0]! });
  }
}

/** Returns the indexed expression that the filter compares. */
export function comparedKey(rows: Compared, { attribute }: Filter): string {
  const { table, alias } = rows;
  const isAttribute = findAttribute(table.definition, attribute);
  return isAttribute ? table.comparable(attribute, alias) : idColumn(rows, attribute);
}

const SIGNS: Record<Inequality, string> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

interface Bound {
  operator: Inequality;
  value: AttributeValue;
}

/**
 * Columns have microseconds, answers have milliseconds. Filters compare the time as the client sees
 * it, so a later time begins with the next millisecond.
 */
function inequality(
  { table, alias, bind }: Compared,
  attribute: string,
  { operator, value }: Bound,
): string {
  const [column, type] = [table.comparable(attribute, alias), table.sqlType(attribute)];
  const next = value instanceof Date && NEXT[operator];
  const [sign, limit] = next
    ? [SIGNS[next], new Date(value.getTime() + 1)]
    : [SIGNS[operator], value];
  return `${column} ${sign} ${bind(limit)}::${type}`;
}

/** The operator with the same effect for the next millisecond. */
const NEXT: Partial<Record<Inequality, Inequality>> = { gt: 'gte', lte: 'lt' };

/** Returns the pattern for `ilike`. */
export function pattern(operator: TextOperator, text: string): string {
  const before = operator === 'starts-with' ? '' : '%';
  const after = operator === 'ends-with' ? '' : '%';
  return `${before}${likeLiteral(text)}${after}`;
}

function equality(rows: Compared, { attribute, values, ranges }: Filter): string {
  const { table, alias, bind } = rows;
  const times = values.filter((value) => value instanceof Date);
  const others = values.filter((value) => !(value instanceof Date));
  const alternatives = [...ranges, ...times.map((time) => ({ from: time, to: time }))].map(
    (range) => between(rows, attribute, range),
  );
  if (others.length > 0 || alternatives.length === 0) {
    const type = table.sqlType(attribute);
    const isFolded = findAttribute(table.definition, attribute)?.ignoreCase;
    const value = oneOf(others, { type, isFolded, bind });
    alternatives.unshift(`${table.comparable(attribute, alias)} = ${value}`);
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

function between(rows: Compared, attribute: string, { from, to }: Range): string {
  const bound = (operator: Inequality, value: AttributeValue | null) =>
    value === null ? [] : [inequality(rows, attribute, { operator, value })];
  const bounds = [...bound('gte', from), ...bound('lte', to)];
  return bounds.length === 1 ? bounds[0]! : `(${bounds.join(' and ')})`;
}

function idColumn({ table, alias }: Compared, name: string): string {
  return `${alias}.${table.column(findToOne(table.definition, name)?.property ?? 'id')}`;
}

/** Returns the ids that a row can have; other ids match nothing. */
function idOf({ table, bind }: Compared, { attribute, values }: Filter): string {
  const toOne = findToOne(table.definition, attribute);
  const type: IdType = toOne ? idTypeOf(toOne) : (table.definition.idType ?? 'bigint');
  const ids = values.filter((value) => isId(value, type));
  return oneOf(ids, { type, bind });
}
