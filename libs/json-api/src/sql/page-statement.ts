import { isBackwards, isRange, type PageRequest } from '../query/pagination.js';
import { visibleFields } from '../query/sparse-fieldset.js';
import type { Conditions } from './condition.js';
import { firstRows, type RelatedOrder } from './first-rows.js';
import type { Keyset } from './keyset.js';
import { type Bind, quote, where } from './statement.js';
import type { TableColumns } from './table-columns.js';
import { hasAllRows } from './tenant-condition.js';

/** What a page is of: which rows, in which order, and what of them. */
interface PageRows extends Conditions {
  table: TableColumns;
  keyset: Keyset;

  /** As they come out, `r."first_name" as "firstName"`, and what each is called. */
  columns: string;
  names: readonly string[];
}

/**
 * Rows that are looked at before the others are looked up and sorted, `each` of them for a row that the
 * page has or skips. A word that more than a few of a hundred rows have fills a page of 25 from these
 * 1000; one that fewer have is found by the index, and its matches are few enough to be sorted.
 */
const NEAR = { first: 900, each: 4 };

/** When no condition has few matches: a page fills from these when 1 of 80 rows matches. */
const NEAR_OF_MANY = { first: 2000, each: 40 };

const MAX_NEAR = 20_000;

/** Matches that are looked up and sorted at once. The index of a condition counts them, up to one more. */
const FEW = 1000;

/** The rows of the page, and one more if there is one. */
export function pageStatement(rows: PageRows, page: PageRequest, bind: Bind): string {
  const { table, keyset, columns } = rows;
  const related = isRange(page) ? undefined : keyset.related;
  const places = placesOf(rows, related, bind);
  const { within, beside } = places;
  if (beside.length > 0) return searchedPage({ ...rows, ...places, related }, page, bind);
  const skipped = skippedRows(page);
  const { joins } = keyset;
  const from = related
    ? `from (${firstRows(related, { page, most: bind(skipped + page.size + 1) }, bind)}) r${joins}`
    : table.from([...within, ...bounds(keyset, page, bind)], bind, { joins });
  const order = keyset.order(isBackwards(page));
  const text = `select ${columns} ${from} order by ${order} limit ${bind(page.size + 1)}`;
  return 'cursors' in page ? text : `${text} offset ${bind(skipped)}`;
}

/** Conditions of the rows that are looked at in their order, and those that each of these is tried for. */
interface Places {
  within: readonly string[];
  beside: readonly string[];

  /** True when rows are looked at in their order. */
  gates: readonly string[];
}

/** Without an index of the order all rows are sorted, so these should be few: those of a tenant are. */
function placesOf(rows: PageRows, related: RelatedOrder | undefined, bind: Bind): Places {
  const { table, keyset, bounded, exact, patterns } = rows;
  const exactTexts = exact.map(({ text }) => text);
  if (related) return { within: [], beside: [...bounded, ...exactTexts, ...patterns], gates: [] };
  if (keyset.joins !== '' || !hasAllRows(table.definition)) {
    return { within: [...bounded, ...exactTexts], beside: patterns, gates: [] };
  }
  const gates = exact.flatMap(({ text, key }) => {
    if (key === undefined) return [];
    const end = `order by ${key}, r.${table.column('id')} limit ${FEW + 1}`;
    return [`(select count(*) from (select ${table.from([text], bind)} ${end}) few) > ${FEW}`];
  });
  return { within: bounded, beside: [...exactTexts, ...patterns], gates };
}

/**
 * A page of the rows that match a filter in an order that is not its own.
 *
 * The database cannot be left to choose between reading rows in their order until enough of them
 * match, and looking up and sorting all that match. Its statistics do not say where in the order the
 * matches are, nor how many rows have a value that is rare or that no row has; and under row-level
 * security it makes no use of them for `ilike`, which is not leakproof. So it does the former for some
 * rows, and the latter only when these were not enough; `offset 0` keeps it from reading in order there.
 */
function searchedPage(
  rows: PageRows & Places & { related: RelatedOrder | undefined },
  page: PageRequest,
  bind: Bind,
): string {
  const { table, keyset, columns, names, lookups, related } = rows;
  const { joins } = keyset;
  const within = [...rows.within, ...bounds(keyset, page, bind)];
  const skipped = skippedRows(page);
  const most = bind(skipped + page.size + 1);
  const order = keyset.order(isBackwards(page));
  const inputs = table.columnsOf(table.properties(visibleFields(table.definition)));
  // With the keys, by which the database sees that these rows are in order and reads no more than it needs.
  const whole = (all: readonly string[]) =>
    `select ${inputs}, ${keyset.columns} ${table.from(all, bind, { joins })}`;
  const { first, each } = rows.gates.length > 0 ? NEAR_OF_MANY : NEAR;
  const tried = String(Math.min(first + each * (skipped + page.size), MAX_NEAR));
  const near = related
    ? firstRows(related, { page, most: tried }, bind)
    : `${whole([...within, ...rows.gates])} order by ${order} limit ${tried}`;
  const found = '(select count(*) from near)';
  const all = `${whole([...within, ...rows.beside, ...lookups, `${found} < ${most}`])} offset 0`;
  const byKeys = { keys: keyset.columnNames, by: keyset.columnOrder(isBackwards(page)) };
  const ordered = (inner: string, { keys, by }: typeof byKeys, condition = '') =>
    `select ${columns}, ${keys} from (${inner}) r${joins}${condition} order by ${by} limit ${most}`;
  const nearBy = related ? { keys: keyset.columns, by: order } : byKeys;
  return (
    `with near as materialized (${ordered(near, nearBy, where(rows.beside))})` +
    ` select ${names.map(quote).join(', ')} from (` +
    `select * from near where ${found} = ${most} union all (${ordered(all, byKeys)})) r` +
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
