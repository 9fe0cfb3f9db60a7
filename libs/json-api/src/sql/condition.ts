import { isTextOperator } from '../definition/filter-operator.js';
import { searchableNames } from '../definition/fields.js';
import type { CollectionQuery } from '../query/collection-query.js';
import type { Filter } from '../query/filter.js';
import { isBounded, isIndexed, namesRows } from '../query/indexed-filter.js';
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
  Partial<Pick<CollectionQuery, 'sort'>>;

export function conditionsOf(
  table: TableColumns,
  { filters, search, sort = [] }: Conditional,
  bind: Bind,
): Conditions {
  const rows = { table, alias: 'r', bind };
  const conditions: Conditions = { bounded: [], exact: [], patterns: [] };
  const areNamed = filters.some(namesRows);
  for (const filter of filters) {
    const condition = conditionOf(rows, filter);
    if (isTextOperator(filter.operator)) conditions.patterns.push(condition);
    else if (areNamed || isBounded(filter, sort)) conditions.bounded.push(condition.test);
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
  const test = comparison(rows, filter);
  const { attribute, operator, values } = filter;
  if (!isTextOperator(operator)) {
    return {
      test,
      lookup: () => test,
      ...(isIndexed(filter) && { key: comparedKey(rows, filter) }),
    };
  }
  // Indexed texts begin with a blank, so prefixes do too.
  const start = operator === 'starts-with' ? ' ' : '';
  const columns = [`${rows.alias}.${rows.table.column(attribute)}`];
  return withPairs(test, columns, { text: `${start}${String(values[0])}`, bind: rows.bind });
}

/** Returns the condition that a searchable attribute contains the word, ignoring case. */
function searchCondition({ table, alias, bind }: Compared, word: string): Condition {
  const place = bind(pattern('contains', word));
  const columns = searchableNames(table.definition).map((name) => `${alias}.${table.column(name)}`);
  const test = `(${columns.map((column) => `${column} ilike ${place}`).join(' or ')})`;
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
