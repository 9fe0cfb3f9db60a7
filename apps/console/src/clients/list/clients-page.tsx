import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useRights } from '../../api/client-rights.js';
import { useChangeList } from '../../routing/list-state.js';
import { ButtonLink } from '../../ui/button.js';
import { ColumnsMenu, Grow, SearchBox } from '../../ui/list-bar.js';
import { Page } from '../../ui/page.js';
import { RequireScope } from '../../ui/require-scope.js';
import { EmptyState } from '../../ui/states.js';
import { Table } from '../../ui/table.js';
import { clientsQuery } from '../data/clients.js';
import { useMessages } from '../use-messages.js';
import { useColumns } from './columns.js';
import { Filters } from './filters.js';

const route = getRouteApi('/clients/');

/** The clients of both sides. */
export function ClientsPage() {
  const t = useMessages();
  const { mayGive } = useRights();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      acts={
        mayGive && (
          <ButtonLink to="/clients/new" kind="primary" icon="plus">
            {t('newClient')}
          </ButtonLink>
        )
      }
    >
      <RequireScope scope="clients:read">
        <ClientTable />
      </RequireScope>
    </Page>
  );
}

function ClientTable() {
  const t = useMessages();
  const state = route.useSearch();
  const change = useChangeList<typeof state>();
  const columns = useColumns();
  const query = useQuery(clientsQuery(state));
  const isFiltered = Object.keys(state).some((name) => !['sort', 'hidden'].includes(name));
  return (
    <Table
      label={t('title')}
      columns={columns}
      rows={query.data?.rows}
      nameOf={({ name }) => name}
      state={{ sort: 'name', ...state }}
      onChange={change}
      cursors={query.data?.cursors}
      query={query}
      empty={
        isFiltered ? (
          <EmptyState
            title={t('noneFound')}
            text={t(state.unused === undefined ? 'noneFoundText' : 'noneUnusedText')}
          />
        ) : (
          <EmptyState title={t('noClients')} text={t('noClientsText')} />
        )
      }
      bar={
        <>
          <SearchBox label={t('searchIn')} value={state.q} onChange={change} />
          <Filters {...{ state, change }} />
          <Grow />
          <ColumnsMenu columns={columns} state={state} onChange={change} />
        </>
      }
    />
  );
}
