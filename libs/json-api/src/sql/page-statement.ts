import { isBackwards, isRange, type PageRequest } from '../pagination.js';
import { visibleFields } from '../sparse-fieldset.js';
import { firstRows, type RelatedOrder } from './first-rows.js';
import type { Keyset } from './keyset.js';
import { type Bind, quote, where } from './statement.js';
import type { TableColumns } from './table-columns.js';

/** What a page is of: which rows, in which order, and what of them. */
interface PageRows {
  table: TableColumns;
  keyset: Keyset;

  /** As they come out, `r."first_name" as "firstName"`, and what each is called. */
  columns: string;
  names: readonly string[];

  conditions: readonly string[];

  /** Conditions that compare with `ilike`. */
  patterns: readonly string[];

  /** True with the patterns, and looked up by an index. */
  lookups: readonly string[];
}

/**
 * Rows that are looked at before the others are looked up and sorted. A word that more than a few of
 * a hundred rows have fills a page from these; one that fewer have is found by the index, and its
 * matches are few enough to be sorted.
 */
const NEAR = 1000;

/** The rows of the page, and one more if there is one. */
export function pageStatement(rows: PageRows, page: PageRequest, bind: Bind): string {
  const { table, keyset, columns, conditions, patterns } = rows;
  const related = isRange(page) ? undefined : keyset.related;
  if (patterns.length > 0 || (related && conditions.length > 0)) {
    return searchedPage({ ...rows, related }, page, bind);
  }
  const skipped = skippedRows(page);
  const { joins } = keyset;
  const from = related
    ? `from (${firstRows(related, { page, most: bind(skipped + page.size + 1) }, bind)}) r${joins}`
    : table.from([...conditions, ...bounds(keyset, page, bind)], bind, { joins });
  const order = keyset.order(isBackwards(page));
  const text = `select ${columns} ${from} order by ${order} limit ${bind(page.size + 1)}`;
  return 'cursors' in page ? text : `${text} offset ${bind(skipped)}`;
}

/**
 * The database cannot be left to choose between reading rows in their order until enough of them
 * match, and looking up and sorting all that match: under row-level security it makes no use of its
 * statistics for `ilike`, which is not leakproof, and takes a common word for a rare one or the
 * other way round. So it does the former for some rows, and the latter only when these were not
 * enough; `offset 0` keeps it from reading in order there. The same for any condition in the order
 * of a related table, which the database can only sort by.
 */
function searchedPage(
  rows: PageRows & { related: RelatedOrder | undefined },
  page: PageRequest,
  bind: Bind,
): string {
  const { table, keyset, columns, names, conditions, patterns, lookups, related } = rows;
  const { joins } = keyset;
  const within = [...conditions, ...bounds(keyset, page, bind)];
  const skipped = skippedRows(page);
  const most = bind(skipped + page.size + 1);
  const order = keyset.order(isBackwards(page));
  const inputs = table.columnsOf(table.properties(visibleFields(table.definition)));
  const whole = (all: readonly string[]) => `select ${inputs} ${table.from(all, bind, { joins })}`;
  const near = related
    ? firstRows(related, { page, most: String(NEAR) }, bind)
    : `${whole(within)} order by ${order} limit ${NEAR}`;
  const matching = where(related ? [...conditions, ...patterns] : patterns);
  const found = '(select count(*) from near)';
  const all = `${whole([...within, ...patterns, ...lookups, `${found} < ${most}`])} offset 0`;
  const ordered = (inner: string, condition = '') =>
    `select ${columns}, ${keyset.columns} from (${inner}) r${joins}${condition}` +
    ` order by ${order} limit ${most}`;
  return (
    `with near as materialized (${ordered(near, matching)})` +
    ` select ${names.map(quote).join(', ')} from (` +
    `select * from near where ${found} = ${most} union all (${ordered(all)})) r` +
    ` order by ${keyset.columnOrder(isBackwards(page))}` +
    ` limit ${bind(page.size + 1)} offset ${bind(skipped)}`
  );
}

function skippedRows(page: PageRequest): number {
  return 'cursors' in page ? 0 : (page.number - 1) * page.size;
}

function bounds(keyset: Keyset, page: PageRequest, bind: Bind): string[] {
  return 'cursors' in page ? keyset.within(page, bind) : [];
}
