import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useMay } from '../../api/session.js';
import { useChangeList } from '../../routing/list-state.js';
import { Button } from '../../ui/button.js';
import { SearchBox } from '../../ui/list-bar.js';
import { EmptyState } from '../../ui/states.js';
import { Table } from '../../ui/table.js';
import { useActs } from '../acts/use-acts.js';
import { peopleQuery } from '../data/lists.js';
import { nameOf, type Person } from '../data/person.js';
import { signInStatesQuery } from '../data/sign-in.js';
import type { PeopleState } from '../filters.js';
import { peopleColumns } from '../lists/people-columns.js';
import { useMessages } from '../use-messages.js';

/** The company is known on this page, so its column is left out. */
const RELATED = { roles: false, customers: false };

/** The people of a company, who can be moved to another one and out of it. */
export function CustomerPeople({ id, name }: { id: string; name: string }) {
  const t = useMessages();
  const state = useSearch({ strict: false }) as PeopleState;
  const change = useChangeList<PeopleState>();
  const mayReadFactors = useMay('factors:read');
  const query = useQuery(peopleQuery('accounts', { ...state, company: id }, RELATED));
  const ids = useMemo(() => (query.data?.rows ?? []).map((row) => row.id), [query.data]);
  const { data: states } = useQuery(signInStatesQuery('accounts', mayReadFactors ? ids : []));
  const columns = useMemo(
    () => peopleColumns('accounts', { t, states, related: RELATED, mayReadFactors }),
    [t, states, mayReadFactors],
  );
  const { offered, ask, dialog } = useActs('accounts');
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
  return (
    <>
      <h2>{t('peopleOf', { name })}</h2>
      <Table
        label={t('peopleOf', { name })}
        columns={columns}
        rows={query.data?.rows}
        nameOf={nameOf}
        state={state}
        onChange={change}
        cursors={query.data?.cursors}
        error={query.error}
        onRetry={() => void query.refetch()}
        isStale={query.isPlaceholderData}
        empty={<EmptyState title={t('nobody')} text={t('nobodyHere')} />}
        bar={<SearchBox label={t('searchPeople')} value={state.q} onChange={change} />}
        bulkActs={offered.length > 0 ? bulk : undefined}
      />
      {dialog}
    </>
  );
}
