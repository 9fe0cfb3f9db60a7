import type { PageRequest } from '../pagination.js';
import { visibleFields } from '../sparse-fieldset.js';
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
  backwards: boolean;
}

/**
 * Rows that are looked at before an index of trigrams is asked. A word that more than a few of
 * a hundred rows have fills a page from these; one that fewer have is found by the index, and its
 * matches are few enough to be sorted.
 */
const NEAR = 1000;

/** The rows of the page, and one more if there is one. */
export function pageStatement(rows: PageRows, page: PageRequest, bind: Bind): string {
  const { table, keyset, columns, conditions, patterns, backwards } = rows;
  if (patterns.length > 0) return searchedPage(rows, page, bind);
  const text =
    `select ${columns} ${table.from(conditions, bind, keyset.joins)}` +
    ` order by ${keyset.order(backwards)} limit ${bind(page.size + 1)}`;
  return 'cursors' in page ? text : `${text} offset ${bind((page.number - 1) * page.size)}`;
}

/**
 * The database cannot be left to choose between reading rows in their order until enough of them
 * match, and looking up and sorting all that match: under row-level security it makes no use of its
 * statistics for `ilike`, which is not leakproof, and takes a common word for a rare one or the
 * other way round. So it does the former for some rows, and the latter only when these were not
 * enough; `offset 0` keeps it from reading in order there.
 */
function searchedPage(rows: PageRows, page: PageRequest, bind: Bind): string {
  const { table, keyset, columns, names, conditions, patterns, lookups, backwards } = rows;
  const offset = 'cursors' in page ? 0 : (page.number - 1) * page.size;
  const most = bind(offset + page.size + 1);
  const order = keyset.order(backwards);
  const inputs = table.columnsOf(table.properties(visibleFields(table.definition)));
  const whole = (all: readonly string[]) =>
    `select ${inputs} ${table.from(all, bind, keyset.joins)}`;
  const near = `${whole(conditions)} order by ${order} limit ${NEAR}`;
  const found = '(select count(*) from near)';
  const all = `${whole([...conditions, ...patterns, ...lookups, `${found} < ${most}`])} offset 0`;
  const ordered = (inner: string, condition = '') =>
    `select ${columns}, ${keyset.columns} from (${inner}) r${keyset.joins}${condition}` +
    ` order by ${order} limit ${most}`;
  return (
    `with near as materialized (${ordered(near, where(patterns))})` +
    ` select ${names.map(quote).join(', ')} from (` +
    `select * from near where ${found} = ${most} union all (${ordered(all)})) r` +
    ` order by ${keyset.columnOrder(backwards)} limit ${bind(page.size + 1)} offset ${bind(offset)}`
  );
}
