import type { ReactNode } from 'react';

/** One column of a table. */
export interface Column<Row> {
  /** Names the column in the address and for tests. */
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The sort key of the API; without it the column does not sort. */
  sortBy?: string;
  /** True for the column that names the row: it cannot be hidden, and heads the card of a narrow screen. */
  isPrimary?: boolean;
  /** True for numbers, which are compared by their last digits. */
  isNumber?: boolean;
  /** True for a column that is hidden until the person shows it. */
  isHiddenFirst?: boolean;
}

/** The direction in which the rows are sorted by a column. */
export function directionOf(
  { sortBy }: Pick<Column<never>, 'sortBy'>,
  sort: string | undefined,
): 'ascending' | 'descending' | undefined {
  if (sortBy === undefined) return undefined;
  if (sort === sortBy) return 'ascending';
  return sort === `-${sortBy}` ? 'descending' : undefined;
}

/** The next sort key after a click on the header of a column. */
export function nextSort({ sortBy }: Pick<Column<never>, 'sortBy'>, sort?: string): string {
  return sort === sortBy ? `-${sortBy}` : sortBy!;
}

/** The columns that are shown. `hidden` of the address has all that differ from their first state. */
export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  hidden: readonly string[] = [],
): Column<Row>[] {
  return columns.filter(
    ({ id, isPrimary, isHiddenFirst = false }) =>
      isPrimary || hidden.includes(id) === isHiddenFirst,
  );
}
