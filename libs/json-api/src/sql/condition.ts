import { attributeAt, isRelated } from '../definition/attribute-path.js';
import { isTextOperator } from '../definition/filter-operator.js';
import { findAttribute, searchableNames } from '../definition/fields.js';
import type { CollectionQuery } from '../query/collection-query.js';
import type { Filter } from '../query/filter.js';
import { isBounded, isIndexed, namesRows } from '../query/indexed-filter.js';
import { isScanned } from '../query/scan.js';
import { hasPair } from '../query/trigram-search.js';
import { type Compared, comparedKey, comparison, pattern } from './comparison.js';
import type { Bind } from './statement.js';
import type { TableColumns } from './table-columns.js';

/**
 * Conditions that a row must all fulfil. `bounded` ones cost a page little in the order of the
 * sort; `exact` ones may cost much. `patterns` compare with `ilike`.
 */
export interface Conditions {
  bounded: string[];
  exact: Condition[];
  patterns: Condition[];
}

/** A condition in two forms, for rows that are read anyway and to find rows. */
export interface Condition {
  test: string;

  /** Returns the form with which an index finds the rows. Without the index it costs more. */
  lookup: () => string;

  /** The indexed expression in whose index the found rows are adjacent, if there is one. */
  key?: string;
}

type Conditional = Pick<CollectionQuery, 'filters' | 'search'> &
  Partial<Pick<CollectionQuery, 'sort' | 'scan'>>;

export function conditionsOf(
  table: TableColumns,
  { filters, search, sort = [], scan }: Conditional,
  bind: Bind,
): Conditions {
  const rows = { table, alias: 'r', bind };
  const conditions: Conditions = { bounded: [], exact: [], patterns: [] };
  const areNamed = filters.some(namesRows);
  for (const filter of filters) {
    const condition = conditionOf(rows, filter);
    const isTested = scan !== undefined && isScanned(table.definition, filter);
    if (isTextOperator(filter.operator)) conditions.patterns.push(condition);
    else if (!isTested && (areNamed || isBounded(filter, sort)))
      conditions.bounded.push(condition.test);
    else conditions.exact.push(condition);
  }
  conditions.patterns.push(...search.map((word) => searchCondition(rows, word)));
  return conditions;
}

/** Returns the conditions in the form that finds the rows. */
export function lookupsOf({ bounded, exact, patterns }: Conditions): string[] {
  return [...bounded, ...[...exact, ...patterns].map(({ lookup }) => lookup())];
}

/** Returns the conditions in the form that tests a row. */
export function testsOf({ bounded, exact, patterns }: Conditions): string[] {
  return [...bounded, ...[...exact, ...patterns].map(({ test }) => test)];
}

function conditionOf(rows: Compared, filter: Filter): Condition {
  if (isRelated(filter.attribute)) return relatedCondition(rows, filter);
  const test = comparison(rows, filter);
  const { attribute, operator, values } = filter;
  if (!isTextOperator(operator)) {
    return {
      test,
      lookup: () => test,
      // The index of a list has no order, in which its matches could be counted.
      ...(isIndexed(filter) && operator !== 'has' && { key: comparedKey(rows, filter) }),
    };
  }
  // Indexed texts begin with a blank, so prefixes do too.
  const start = operator === 'starts-with' ? ' ' : '';
  const columns = [`${rows.alias}.${rows.table.column(attribute)}`];
  return withPairs(test, columns, { text: `${start}${String(values[0])}`, bind: rows.bind });
}

/** The alias of a related table. */
const RELATED = 'f';

/**
 * Returns the condition that the related resource matches the filter. Related resources that the
 * caller does not reach match nothing.
 *
 * PostgreSQL must not choose how to join: under row-level security it estimates patterns without
 * statistics, and the average says nothing about one large company. So the test of a row is a
 * subquery that cannot become a join. The look-up computes the array of matching ids once, and the
 * index of the foreign key finds the rows of each id.
 */
function relatedCondition({ table, alias, bind }: Compared, filter: Filter): Condition {
  const path = attributeAt(table.definition, filter.attribute);
  const related = table.of(path.definition);
  const id = `${RELATED}.${related.column('id')}`;
  const key = `${alias}.${table.column(path.relationship!.property)}`;
  const isOther = filter.operator === 'neq';
  const operator = isOther ? 'eq' : filter.operator;
  const matching = { ...filter, attribute: path.attribute, operator };
  const match = conditionOf({ table: related, alias: RELATED, bind }, matching).lookup();
  const from = related.from([match], bind, { alias: RELATED });
  if (isOther) {
    // Also matches rows without a related row, as `neq` does for rows without a value.
    const test = `(${key} in (select ${id} ${from})) is not true`;
    return { test, lookup: () => test };
  }
  return {
    test: `(select true ${from} and ${id} = ${key})`,
    lookup: () => `${key} = any(array(select ${id} ${from}))`,
    key,
  };
}

/** Returns the condition that a searchable attribute contains the word, ignoring case. */
function searchCondition({ table, alias, bind }: Compared, word: string): Condition {
  const place = bind(pattern('contains', word));
  const { definition } = table;
  const columns = searchableNames(definition).map((name) => {
    const column = `${alias}.${table.column(name)}`;
    return findAttribute(definition, name)?.type === 'object' ? `${column}::text` : column;
  });
  const test = `(${columns.map((column) => `${column} ilike ${place}`).join(' or ')})`;
  if (definition.scan) return { test, lookup: () => test };
  return withPairs(test, columns, { text: word, bind });
}

/**
 * Returns a pattern whose look-up also has the condition that a column has all pairs of the text.
 * An ASCII text has none.
 */
function withPairs(
  test: string,
  columns: readonly string[],
  { text, bind }: { text: string; bind: Bind },
): Condition {
  if (!hasPair(text)) return { test, lookup: () => test };
  const lookup = () => {
    const found = `text_pairs(${bind(text)})`;
    const any = columns.map((column) => `text_pairs(' ' || ${column}) @> ${found}`).join(' or ');
    return `${test} and (${any})`;
  };
  return { test, lookup };
}
