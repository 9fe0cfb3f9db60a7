import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { api } from '../api/client.js';
import { cursorsOf, pageQuery } from '../api/pages.js';
import { useChangeList } from '../routing/list-state.js';
import { ClearFilters, ColumnsMenu, FilterSelect, Grow } from '../ui/list-bar.js';
import { Page } from '../ui/page.js';
import { RequireScope } from '../ui/require-scope.js';
import { EmptyState } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { DAY } from '../ui/time-text.js';
import type { Secret } from './secret.js';
import { type ListedSecret, useSecretColumns } from './secret-columns.js';
import { useMessages } from './use-messages.js';

/** Days within which secrets end, as the filter offers them. */
const DAYS = ['1', '3', '7', '14', '30', '90'] as const;

/** The filter of a list that nobody has changed. */
const FIRST = '30';

/** The secrets of all clients that end soon. */
export function SecretsPage() {
  const t = useMessages();
  return (
    <RequireScope scope="clients:read">
      <Page title={t('title')} lead={t('lead')}>
        <SecretsTable />
      </Page>
    </RequireScope>
  );
}

/** Rounds to minutes, so that a list that is drawn again has the same key. */
const minute = (time: number) => new Date(Math.floor(time / 60_000) * 60_000).toISOString();

function filterOf(within: string) {
  const now = Date.now();
  if (within === 'any') return { sort: ['-expiresAt' as const] };
  if (within === 'ended')
    return { 'filter[endsBefore]': minute(now), sort: ['-expiresAt' as const] };
  const end = minute(now + Number(within) * DAY);
  return { 'filter[endsBefore]': end, 'filter[expiresAt][gt]': minute(now) };
}

function SecretsTable() {
  const t = useMessages();
  const state = getRouteApi('/secrets').useSearch();
  const change = useChangeList<typeof state>();
  const columns = useSecretColumns();
  const within = state.within ?? FIRST;
  const query = useQuery({
    queryKey: ['oauth-client-secrets', 'all', state],
    queryFn: async ({ signal }) => {
      const { sort } = state;
      const filter = { ...filterOf(within), ...(sort && { sort: [sort as 'expiresAt'] }) };
      const params = { query: { ...pageQuery(state), ...filter, include: ['client' as const] } };
      return (await api.GET('/api/oauth-client-secrets', { params, hasCursors: true, signal }))
        .data;
    },
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => listed(query.data), [query.data]);
  return (
    <Table
      label={t('list')}
      columns={columns}
      rows={rows}
      nameOf={({ attributes: { label, hint } }) => label || hint}
      state={{ sort: 'expiresAt', ...state }}
      onChange={change}
      cursors={query.data && cursorsOf(query.data)}
      query={query}
      empty={<EmptyState title={t('none')} text={t('noneText')} />}
      bar={
        <>
          <FilterSelect
            label={t('endsWithin')}
            value={within}
            anyLabel={t('anyEnd')}
            options={[
              ...DAYS.map((count) => [count, t('withinDays', { count: Number(count) })] as const),
              ['ended', t('endedFilter')],
            ]}
            onChange={(value) => change({ within: (value ?? 'any') as typeof within })}
          />
          <ClearFilters
            isShown={within !== FIRST}
            onClear={() => change({ within: undefined, sort: undefined })}
          />
          <Grow />
          <ColumnsMenu columns={columns} state={state} onChange={change} />
        </>
      }
    />
  );
}

interface Answer {
  data: unknown;
  included?: unknown;
}

/** Joins each secret with its client. */
function listed(answer: Answer | undefined): ListedSecret[] | undefined {
  if (!answer) return undefined;
  const clients = new Map(
    ((answer.included ?? []) as ListedSecret['client'][]).map((client) => [client!.id, client]),
  );
  return (answer.data as Secret[]).map((secret) => {
    return { ...secret, client: clients.get(secret.relationships.client.data.id) };
  });
}
