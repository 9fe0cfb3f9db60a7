import type { Row } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { Cursors } from '../api/pages.js';
import type { ListState } from '../routing/list-state.js';
import { Button } from './button.js';
import { classes } from './classes.js';
import { Icon } from './icon.js';
import layout from './layout.module.css';
import { type Column, directionOf, nextSort } from './table-columns.js';
import type { TableFeatures } from './table-features.js';
import styles from './table.module.css';
import { useMessages } from './use-messages.js';

type OnChange = ((change: ListState) => void) | undefined;

interface HeaderProps<Item> {
  columns: readonly Column<Item>[];
  state: ListState | undefined;
  onChange: OnChange;
  hasActs: boolean;
  selection:
    | {
        getIsAllRowsSelected(): boolean;
        getIsSomeRowsSelected(): boolean;
        toggleAllRowsSelected(value: boolean): void;
      }
    | undefined;
}

export function Header<Item>({ columns, state, onChange, hasActs, selection }: HeaderProps<Item>) {
  const t = useMessages();
  return (
    <thead>
      <tr>
        {selection && (
          <th className={styles.narrow}>
            <input
              type="checkbox"
              className={styles.check}
              aria-label={t('selectAll')}
              checked={selection.getIsAllRowsSelected()}
              ref={(box) => {
                if (box) box.indeterminate = selection.getIsSomeRowsSelected();
              }}
              onChange={({ target }) => selection.toggleAllRowsSelected(target.checked)}
            />
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            className={classes(column.isNumber && styles.end)}
            aria-sort={directionOf(column, state?.sort)}
          >
            <HeaderText {...{ column, sort: state?.sort, onChange }} />
          </th>
        ))}
        {hasActs && (
          <th className={styles.narrow}>
            <span className="visually-hidden">{t('actions')}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

interface HeaderTextProps<Item> {
  column: Column<Item>;
  sort: string | undefined;
  onChange: OnChange;
}

function HeaderText<Item>({ column, sort, onChange }: HeaderTextProps<Item>) {
  const t = useMessages();
  const { header, sortBy } = column;
  if (sortBy === undefined || !onChange) return header;
  const direction = directionOf(column, sort);
  const next = nextSort(column, sort);
  const label = next.startsWith('-') ? 'sortDescending' : 'sortAscending';
  return (
    <button
      type="button"
      className={styles.sort}
      title={t(label, { column: header })}
      onClick={() => onChange({ sort: next })}
    >
      {header}
      {direction && <Icon name={direction === 'ascending' ? 'sortUp' : 'sortDown'} size={12} />}
    </button>
  );
}

interface RowCellsProps<Item extends { id: string }> {
  row: Row<TableFeatures, Item>;
  columns: readonly Column<Item>[];
  name: string;
  isSelectable: boolean;
  rowActs: ((row: Item) => ReactNode) | undefined;
}

export function RowCells<Item extends { id: string }>(props: RowCellsProps<Item>) {
  const { row, columns, name, isSelectable, rowActs } = props;
  const t = useMessages();
  return (
    <>
      {isSelectable && (
        <td className={classes(styles.narrow, styles.select)}>
          <input
            type="checkbox"
            className={styles.check}
            aria-label={t('selectRow', { name })}
            checked={row.getIsSelected()}
            onChange={({ target }) => row.toggleSelected(target.checked)}
          />
        </td>
      )}
      {columns.map(({ id, header, cell, isNumber, isPrimary }) => (
        <td
          key={id}
          className={classes(isNumber && styles.end, isPrimary && styles.primary)}
          data-label={isPrimary ? undefined : header}
        >
          {cell(row.original)}
        </td>
      ))}
      {rowActs && <td className={classes(styles.narrow, styles.acts)}>{rowActs(row.original)}</td>}
    </>
  );
}

interface BulkBarProps {
  count: number;
  onClear: () => void;
  children: ReactNode;
}

/** Replaces the filters while rows are selected. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  const t = useMessages();
  return (
    <div className={classes(styles.bar, styles.bulk)}>
      <strong aria-live="polite">{t('selected', { count })}</strong>
      {children}
      <span className={styles.grow} />
      <Button kind="quiet" onClick={onClear}>
        {t('clearSelection')}
      </Button>
    </div>
  );
}

interface PageButtonsProps {
  cursors: Cursors | undefined;
  onChange: OnChange;
}

/** The way to the pages beside this one; nothing for a list of one page. */
export function PageButtons({ cursors, onChange }: PageButtonsProps) {
  const t = useMessages();
  const { after, before } = cursors ?? {};
  if (!onChange || (after === undefined && before === undefined)) return null;
  return (
    <nav className={styles.foot} aria-label={t('pages')}>
      <Button
        icon="chevronLeft"
        disabled={before === undefined}
        onClick={() => onChange({ before, after: undefined })}
      >
        {t('previousPage')}
      </Button>
      <Button disabled={after === undefined} onClick={() => onChange({ after, before: undefined })}>
        {t('nextPage')}
        <Icon name="chevronRight" />
      </Button>
    </nav>
  );
}

/** Bars in place of the first page. */
export function TableBones() {
  const t = useMessages();
  return (
    <div className={styles.bones} role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {['92%', '84%', '88%', '79%', '90%', '82%'].map((width) => (
        <div key={width} className={layout.skeleton} style={{ width }} />
      ))}
    </div>
  );
}
