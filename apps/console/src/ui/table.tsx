import type { UseQueryResult } from '@tanstack/react-query';
import {
  createColumnHelper,
  type Row,
  type RowSelectionState,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo, useState } from 'react';
import type { Cursors } from '../api/pages.js';
import type { ListState } from '../routing/list-state.js';
import { classes } from './classes.js';
import { Problem } from './problem.js';
import { type Column, shownColumns } from './table-columns.js';
import { FEATURES, type TableFeatures } from './table-features.js';
import { BulkBar, Header, PageButtons, RowCells, TableBones } from './table-parts.js';
import styles from './table.module.css';

/** The query of the rows: its failure, and whether rows of another page are shown while these load. */
type TableQuery = Pick<UseQueryResult, 'error' | 'refetch' | 'isPlaceholderData'>;

export interface TableProps<Item extends { id: string }> {
  /** Says what the table lists, for screen readers. */
  label: string;
  columns: readonly Column<Item>[];
  /** The rows; undefined while the first page loads. */
  rows: readonly Item[] | undefined;
  /** Names a row in the labels of its buttons. */
  nameOf: (row: Item) => string;
  /** The state in the address, with its sort key, and what changes it. */
  state?: ListState;
  onChange?: (change: ListState) => void;
  /** The cursors of the pages beside this one, from `cursorsOf`. */
  cursors?: Cursors;
  query: TableQuery;
  /** The content when there is no row: `EmptyState` with what to do. */
  empty: ReactNode;
  /** Filters and buttons above the rows. */
  bar?: ReactNode;
  /** A menu for each row. */
  rowActs?: (row: Item) => ReactNode;
  /** Acts for the selected rows; without it, rows cannot be selected. Call `clear` after the act. */
  bulkActs?: (rows: Item[], clear: () => void) => ReactNode;
}

/**
 * A list. It sorts, pages by cursor, selects, and hides columns; the address keeps all of it except the
 * selection. On narrow screens each row is a card.
 */
export function Table<Item extends { id: string }>(props: TableProps<Item>) {
  const { columns, rows, state = {}, bulkActs, query, empty, bar } = props;
  const { error, refetch, isPlaceholderData: isStale } = query;
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});
  const shown = useMemo(() => shownColumns(columns, state.hidden), [columns, state.hidden]);
  const definitions = useMemo(() => {
    const helper = createColumnHelper<TableFeatures, Item>();
    return shown.map(({ id, header }) => helper.display({ id, header }));
  }, [shown]);
  const table = useTable({
    features: FEATURES,
    columns: definitions,
    data: rows ?? NONE,
    getRowId: ({ id }) => id,
    enableRowSelection: bulkActs !== undefined,
    state: { rowSelection },
    onRowSelectionChange: setRowSelection,
  });
  const selected = table.getSelectedRowModel().rows.map(({ original }) => original);
  const clear = () => setRowSelection({});
  return (
    <div className={styles.frame}>
      {selected.length > 0 ? (
        <BulkBar count={selected.length} onClear={clear}>
          {bulkActs?.(selected, clear)}
        </BulkBar>
      ) : (
        bar && <div className={styles.bar}>{bar}</div>
      )}
      {Boolean(error) && (
        <div className={styles.problem}>
          <Problem error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {rows === undefined && !error && <TableBones />}
      {rows?.length === 0 && empty}
      {rows && rows.length > 0 && (
        <Rows {...{ props, shown, isStale }} rows={table.getRowModel().rows} table={table} />
      )}
      <PageButtons cursors={props.cursors} onChange={props.onChange} />
    </div>
  );
}

const NONE: never[] = [];

interface RowsProps<Item extends { id: string }> {
  props: TableProps<Item>;
  shown: Column<Item>[];
  rows: Row<TableFeatures, Item>[];
  table: {
    getIsAllRowsSelected(): boolean;
    getIsSomeRowsSelected(): boolean;
    toggleAllRowsSelected(value: boolean): void;
  };
  isStale: boolean;
}

function Rows<Item extends { id: string }>({
  props,
  shown,
  rows,
  table,
  isStale,
}: RowsProps<Item>) {
  const { label, state, onChange, nameOf, rowActs, bulkActs } = props;
  return (
    <div className={classes(styles.scroll, isStale && styles.stale)} aria-busy={isStale}>
      <table className={styles.table} aria-label={label}>
        <Header
          {...{ columns: shown, state, onChange, hasActs: rowActs !== undefined }}
          selection={bulkActs && table}
        />
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-selected={row.getIsSelected() || undefined}>
              <RowCells
                {...{ row, columns: shown, rowActs, name: nameOf(row.original) }}
                isSelectable={bulkActs !== undefined}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
