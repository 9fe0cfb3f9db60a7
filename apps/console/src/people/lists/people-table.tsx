import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useMay } from '../../api/session.js';
import { useChangeList } from '../../routing/list-state.js';
import { Button, IconButton } from '../../ui/button.js';
import { Menu, MenuItem } from '../../ui/menu.js';
import { Table } from '../../ui/table.js';
import type { Column } from '../../ui/table-columns.js';
import { useActs } from '../acts/use-acts.js';
import { peopleQuery, type Related } from '../data/lists.js';
import { nameOf, type Person } from '../data/person.js';
import { signInStatesQuery } from '../data/sign-in.js';
import type { PeopleState } from '../filters.js';
import type { Kind } from '../kinds.js';
import { useMessages } from '../use-messages.js';
import { fits } from './fits.js';
import { peopleColumns } from './people-columns.js';

interface PeopleTableProps {
  kind: Kind;
  label: string;
  state: PeopleState;
  related: Related;
  empty: ReactNode;
  /** The search and the filters above the rows. */
  bar: (columns: Column<Person>[], change: (change: Partial<PeopleState>) => void) => ReactNode;
}

/** A list of people with the acts that the roles of the person allow. */
export function PeopleTable({ kind, label, state, related, empty, bar }: PeopleTableProps) {
  const t = useMessages();
  const change = useChangeList<PeopleState>();
  const mayReadFactors = useMay('factors:read');
  const query = useQuery(peopleQuery(kind, state, related));
  const ids = useMemo(() => (query.data?.rows ?? []).map(({ id }) => id), [query.data]);
  const { data: states } = useQuery(signInStatesQuery(kind, mayReadFactors ? ids : []));
  const { roles, customers } = related;
  const columns = useMemo(
    () => peopleColumns(kind, { t, states, related: { roles, customers }, mayReadFactors }),
    [kind, t, states, roles, customers, mayReadFactors],
  );
  const { offered, ask, dialog } = useActs(kind);
  const bulk = (people: Person[], clear: () => void) =>
    offered.map((act) => (
      <Button
        key={act}
        isSmall
        kind={act === 'remove' ? 'danger' : undefined}
        onClick={() => ask(act, people, clear)}
      >
        {t(act)}
      </Button>
    ));
  const menu = (person: Person) => (
    <Menu trigger={<IconButton icon="more" label={t('actsFor', { name: nameOf(person) })} />}>
      {offered
        .filter((act) => fits(act, person))
        .map((act) => (
          <MenuItem key={act} isDangerous={act === 'remove'} onClick={() => ask(act, [person])}>
            {t(act)}
          </MenuItem>
        ))}
    </Menu>
  );
  return (
    <>
      <Table
        {...{ label, columns, nameOf, state, empty }}
        rows={query.data?.rows}
        onChange={change}
        cursors={query.data?.cursors}
        query={query}
        bar={bar(columns, change)}
        bulkActs={offered.length > 0 ? bulk : undefined}
        rowActs={offered.length > 0 ? menu : undefined}
      />
      {dialog}
    </>
  );
}
