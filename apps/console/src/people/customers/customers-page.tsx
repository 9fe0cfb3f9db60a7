import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useChangeList } from '../../routing/list-state.js';
import { ClearFilters, ColumnsMenu, Grow, SearchBox } from '../../ui/list-bar.js';
import { EmptyState } from '../../ui/states.js';
import { Table } from '../../ui/table.js';
import type { Column } from '../../ui/table-columns.js';
import { customersQuery } from '../data/lists.js';
import { isSearchable } from '../../api/search.js';
import type { PeopleState } from '../filters.js';
import styles from '../people.module.css';
import { AddingPage } from '../sections.js';
import { timeColumns } from '../lists/time-columns.js';
import { useMessages } from '../use-messages.js';
import { NewCustomerDialog } from './new-customer-dialog.js';

type Customer = Awaited<
  ReturnType<NonNullable<ReturnType<typeof customersQuery>['queryFn']>>
>['rows'][number];

/** The companies that buy in the shop. */
export function CustomersPage() {
  const t = useMessages();
  return (
    <AddingPage section="customers" label={t('addCustomer')} Dialog={NewCustomerDialog}>
      <CustomersTable />
    </AddingPage>
  );
}

function CustomersTable() {
  const t = useMessages();
  const state = useSearch({ strict: false }) as PeopleState;
  const change = useChangeList<PeopleState>();
  const query = useQuery(customersQuery(state));
  const columns = useMemo(() => columnsOf(t), [t]);
  const { q = '' } = state;
  return (
    <Table
      label={t('customers')}
      columns={columns}
      rows={query.data?.rows}
      nameOf={({ name }) => name}
      state={state}
      onChange={change}
      cursors={query.data?.cursors}
      query={query}
      empty={<EmptyState title={t(q === '' ? 'noCustomers' : 'noMatch')} />}
      bar={
        <>
          <SearchBox label={t('searchCustomers')} value={state.q} onChange={change} />
          <ClearFilters isShown={q !== ''} onClear={() => change({ q: undefined })} />
          <Grow />
          <ColumnsMenu columns={columns} state={state} onChange={change} />
          {q !== '' && !isSearchable(q) && <p className={styles.quiet}>{t('typeMore')}</p>}
        </>
      }
    />
  );
}

function columnsOf(t: ReturnType<typeof useMessages>): Column<Customer>[] {
  return [
    {
      id: 'name',
      header: t('name'),
      sortBy: 'name',
      isPrimary: true,
      cell: ({ id, name }) => (
        <Link to="/people/customers/$id" params={{ id }}>
          {name}
        </Link>
      ),
    },
    { id: 'description', header: t('description'), cell: ({ description }) => description },
    ...timeColumns<Customer>(t),
  ];
}
