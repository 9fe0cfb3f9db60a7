import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/states.js';
import { Table } from '../../ui/table.js';
import type { Column } from '../../ui/table-columns.js';
import type { Person } from '../data/person.js';

interface TabTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  query: UseQueryResult<readonly Row[]>;
  nameOf: (row: Row) => string;
  /** Says that there is no row. */
  empty: [title: string, text: string];
  /** An act for several rows. */
  bar?: ReactNode;
  /** The act for each row; false for people who may not do it. */
  act:
    | false
    | {
        text: string;
        /** Names the act with the row, for screen readers. */
        label: (name: string) => string;
        onAct: (row: Row) => void;
      };
}

/** A dialog that asks before the act on one row of a person; without the row it is closed. */
export interface EndProps<Row> {
  ending: Row | undefined;
  person: Person;
  onClose: () => void;
}

/** A table in a tab of a person: all rows on one page, each with an act. */
export function TabTable<Row extends { id: string }>(props: TabTableProps<Row>) {
  const { label, columns, query, nameOf, empty, bar, act } = props;
  const [title, text] = empty;
  return (
    <Table<Row>
      {...{ label, columns, query, nameOf, bar }}
      rows={query.data}
      empty={<EmptyState title={title} text={text} />}
      rowActs={
        act
          ? (row) => (
              <Button isSmall aria-label={act.label(nameOf(row))} onClick={() => act.onAct(row)}>
                {act.text}
              </Button>
            )
          : undefined
      }
    />
  );
}
