import { isBackwards, isRange, type PageRequest } from '../query/pagination.js';
import { visibleFields } from '../query/sparse-fieldset.js';
import type { Condition, Conditions } from './condition.js';
import { firstRows, type RelatedOrder } from './first-rows.js';
import type { Keyset } from './keyset.js';
import { type Bind, quote, where } from './statement.js';
import type { TableColumns } from './table-columns.js';
import { hasAllRows } from './tenant-condition.js';

/** The rows of a page, their order and their columns. */
interface PageRows extends Conditions {
  table: TableColumns;
  keyset: Keyset;

  /** The selected columns, `r."first_name" as "firstName"`, and their names. */
  columns: string;
  names: readonly string[];
}

/**
 * The number of rows to test in their order before all matches are looked up and sorted: `first`,
 * and `each` for every row that the page has or skips. A word in more than a few of a hundred rows
 * fills a page of 25 from these 1000. A rarer word is found by the index, and its matches are few
 * enough to sort.
 */
const NEAR = { first: 900, each: 4 };

/** The same when no condition has few matches: they fill a page when 1 of 80 rows matches. */
const NEAR_OF_MANY = { first: 2000, each: 40 };

const MAX_NEAR = 20_000;

/**
 * Matches that are looked up and sorted at once. The condition's index counts them up to this + 1.
 */
const FEW = 1000;

/** Returns the statement for the rows of the page, and one more row if there is one. */
export function pageStatement(rows: PageRows, page: PageRequest, bind: Bind): string {
  const { keyset, columns } = rows;
  const related = isRange(page) ? undefined : keyset.related;
  const places = placesOf(rows, related, bind);
  const { within, beside } = places;
  if (beside.length > 0) return searchedPage({ ...rows, ...places, related }, page, bind);
  const skipped = skippedRows(page);
  const max = () => bind(skipped + page.size + 1);
  const from = related
    ? `from (${firstRows(related, { page, max: max() }, bind)}) r${keyset.joins}`
    : rowsInOrder(rows, { within, page, max }, bind);
  const order = keyset.order(isBackwards(page));
  const text = `select ${columns} ${from} order by ${order} limit ${bind(page.size + 1)}`;
  return 'cursors' in page ? text : `${text} offset ${bind(skipped)}`;
}

/**
 * `from …` for the rows of a page. Of rows in several ranges, each range ends after `max` rows.
 */
function rowsInOrder(
  { table, keyset }: PageRows,
  { within, page, max }: { within: readonly string[]; page: PageRequest; max: () => string },
  bind: Bind,
): string {
  const { joins } = keyset;
  const ranges = 'cursors' in page ? keyset.ranges(page, bind) : [[]];
  if (ranges.length === 1) return table.from([...within, ...ranges[0]!], bind, { joins });
  const inputs = table.columnsOf(table.properties(visibleFields(table.definition)));
  const end = `order by ${keyset.order(isBackwards(page))} limit ${max()}`;
  const parts = ranges.map((range) => {
    return `(select ${inputs} ${table.from([...within, ...range], bind)} ${end})`;
  });
  return `from (${parts.join(' union all ')}) r`;
}

/**
 * The conditions of the rows to read in their order, and the conditions to test each of them for.
 */
interface Places {
  within: readonly string[];
  beside: readonly Condition[];

  /** The conditions under which rows are read in their order. */
  gates: readonly string[];
}

/** Assigns the conditions. An order without an index sorts all rows, so `within` must leave few. */
function placesOf(rows: PageRows, related: RelatedOrder | undefined, bind: Bind): Places {
  const { table, keyset, bounded, exact, patterns } = rows;
  if (related) {
    const tests = bounded.map((test) => ({ test, lookup: () => test }));
    return { within: [], beside: [...tests, ...exact, ...patterns], gates: [] };
  }
  if (keyset.joins !== '' || !hasAllRows(table.definition)) {
    const within = [...bounded, ...exact.map(({ lookup }) => lookup())];
    return { within, beside: patterns, gates: [] };
  }
  const gates = exact.flatMap(({ lookup, key }) => {
    if (key === undefined) return [];
    const end = `order by ${key}, r.${table.column('id')} limit ${FEW + 1}`;
    const found = `select ${table.from([lookup()], bind)} ${end}`;
    return [`(select count(*) from (${found}) few) > ${FEW}`];
  });
  return { within: bounded, beside: [...exact, ...patterns], gates };
}

/**
 * Returns the page of a filter in an order that its index does not have.
 *
 * PostgreSQL must not choose between reading rows in their order until enough match, and looking up
 * and sorting all matches. Its statistics do not say where in the order the matches are, or how
 * many rows have a rare or missing value. Under row-level security it does not use them for
 * `ilike`, which is not leakproof. So the statement does the former for some rows, and the latter
 * only when these were not enough. There, `offset 0` prevents a read in order.
 */
function searchedPage(
  rows: PageRows & Places & { related: RelatedOrder | undefined },
  page: PageRequest,
  bind: Bind,
): string {
  const { table, keyset, columns, names, beside, related } = rows;
  const { joins } = keyset;
  const within = [...rows.within, ...bounds(keyset, page, bind)];
  const skipped = skippedRows(page);
  const max = bind(skipped + page.size + 1);
  const order = keyset.order(isBackwards(page));
  const inputs = table.columnsOf(table.properties(visibleFields(table.definition)));
  // Includes the keys: from them PostgreSQL sees that the rows are in order and stops reading
  // early.
  const selectRows = (all: readonly string[]) =>
    `select ${inputs}, ${keyset.columns} ${table.from(all, bind, { joins })}`;
  const { first, each } = rows.gates.length > 0 ? NEAR_OF_MANY : NEAR;
  const tried = String(Math.min(first + each * (skipped + page.size), MAX_NEAR));
  const nearest = () =>
    rowsInOrder(rows, { within: [...rows.within, ...rows.gates], page, max: () => tried }, bind);
  const near = related
    ? firstRows(related, { page, max: tried }, bind)
    : `select ${inputs}, ${keyset.columns} ${nearest()} order by ${order} limit ${tried}`;
  const found = '(select count(*) from near)';
  const lookups = beside.map(({ lookup }) => lookup());
  const all = `${selectRows([...within, ...lookups, `${found} < ${max}`])} offset 0`;
  const byKeys = { keys: keyset.columnNames, by: keyset.columnOrder(isBackwards(page)) };
  const ordered = (inner: string, { keys, by }: typeof byKeys, condition = '') =>
    `select ${columns}, ${keys} from (${inner}) r${joins}${condition} order by ${by} limit ${max}`;
  const nearBy = related ? { keys: keyset.columns, by: order } : byKeys;
  return (
    `with near as materialized (${ordered(near, nearBy, where(beside.map(({ test }) => test)))})` +
    ` select ${names.map(quote).join(', ')} from (` +
    `select * from near where ${found} = ${max} union all (${ordered(all, byKeys)})) r` +
    ` order by ${byKeys.by}` +
    ` limit ${bind(page.size + 1)} offset ${bind(skipped)}`
  );
}

function skippedRows(page: PageRequest): number {
  return 'cursors' in page ? 0 : (page.number - 1) * page.size;
}

function bounds(keyset: Keyset, page: PageRequest, bind: Bind): string[] {
  return 'cursors' in page ? keyset.within(page, bind) : [];
}
