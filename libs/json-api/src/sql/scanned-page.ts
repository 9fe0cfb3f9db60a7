import type { CollectionQuery } from '../query/collection-query.js';
import type { Position } from '../query/cursor.js';
import { isBounded } from '../query/indexed-filter.js';
import { type CursorPage, isBackwards } from '../query/pagination.js';
import { isScanned } from '../query/scan.js';
import { conditionsOf, testsOf } from './condition.js';
import { Keyset, POSITION } from './keyset.js';
import { type Bind, quote, type Statement, statement } from './statement.js';
import type { TableColumns } from './table-columns.js';
import { hasAllRows } from './tenant-condition.js';

/** A query for which rows are tested, `scan` of them at most. */
export type ScanQuery = CollectionQuery & { page: CursorPage; scan: number };

export interface ScanStatements {
  /**
   * Finds the position of the last row that the page tests: of the rows that the indexes find, the
   * one in that place of the order. It finds nothing when there are fewer rows.
   */
  stop: Statement;

  /** Finds the matches up to that position, and one match beyond the page. */
  page: (stop: Position | undefined) => Statement;
}

interface ScannedRows {
  /** The selected properties. */
  names: readonly string[];

  /** Returns the conditions for the members of a relationship. */
  isMember: (bind: Bind) => string[];
}

/** True for a query that tests rows. It has cursors, because only then can the next page continue. */
export function isScan(query: CollectionQuery): query is ScanQuery {
  return query.scan !== undefined && 'cursors' in query.page;
}

/** Returns the statements of a page for which the table has no index. */
export function scanStatements(
  table: TableColumns,
  query: ScanQuery,
  { names, isMember }: ScannedRows,
): ScanStatements {
  const { page, sort, scan, filters } = query;
  // The second statement is written when the caller, and so the tenant, is unknown.
  if (!hasAllRows(table.definition)) throw new Error(`${table.definition.type} has tenants`);
  const isReversed = isBackwards(page);
  const indexed = filters.filter(
    (filter) => isBounded(filter, sort) && !isScanned(table.definition, filter),
  );
  const stop = statement((bind) => {
    const keyset = new Keyset(table, { sort, bind });
    const { bounded } = conditionsOf(table, { ...query, filters: indexed, search: [] }, bind);
    const from = table.from([...isMember(bind), ...bounded, ...keyset.within(page, bind)], bind);
    const position = `${keyset.position} as ${quote(POSITION)}`;
    const place = `order by ${keyset.order(isReversed)} limit 1 offset ${bind(scan - 1)}`;
    return `select ${position} ${from} ${place}`;
  });
  const pageUpTo = (last: Position | undefined) =>
    statement((bind) => {
      const keyset = new Keyset(table, { sort, bind });
      const end = last ? [`not ${keyset.beyond(last, isReversed, bind)}`] : [];
      const all = testsOf(conditionsOf(table, query, bind));
      const from = table.from(
        [...isMember(bind), ...keyset.within(page, bind), ...end, ...all],
        bind,
      );
      const columns = `${table.selection(names)}, ${keyset.position} as ${quote(POSITION)}`;
      return `select ${columns} ${from} order by ${keyset.order(isReversed)} limit ${bind(page.size + 1)}`;
    });
  return { stop, page: pageUpTo };
}
