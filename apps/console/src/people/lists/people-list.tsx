import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useMay } from '../../api/session.js';
import { useChangeList } from '../../routing/list-state.js';
import { Button, ButtonLink, IconButton } from '../../ui/button.js';
import { Menu, MenuItem } from '../../ui/menu.js';
import { Table } from '../../ui/table.js';
import { useActs } from '../acts/use-acts.js';
import { peopleQuery } from '../data/lists.js';
import { nameOf, type Person } from '../data/person.js';
import { signInStatesQuery } from '../data/sign-in.js';
import type { PeopleState } from '../filters.js';
import { KINDS, type Kind } from '../kinds.js';
import { SectionPage } from '../sections.js';
import { useMessages } from '../use-messages.js';
import { useRelated } from '../use-related.js';
import { fits } from './fits.js';
import { NoPeople, PeopleBar } from './people-bar.js';
import { peopleColumns } from './people-columns.js';

/** All people of a kind: search, filters, and acts on some of them. */
export function PeopleListPage({ kind }: { kind: Kind }) {
  const t = useMessages();
  const mayWrite = useMay(KINDS[kind].write);
  const add = kind === 'staff' ? '/people/staff/new' : '/people/accounts/new';
  return (
    <SectionPage
      section={kind}
      lead={t(`${kind}Lead`)}
      acts={
        mayWrite && (
          <ButtonLink to={add} kind="primary" icon="plus">
            {t('addPerson')}
          </ButtonLink>
        )
      }
    >
      <PeopleTable kind={kind} />
    </SectionPage>
  );
}

function PeopleTable({ kind }: { kind: Kind }) {
  const t = useMessages();
  const state = useSearch({ strict: false }) as PeopleState;
  const change = useChangeList<PeopleState>();
  const related = useRelated();
  const mayReadFactors = useMay('factors:read');
  const query = useQuery(peopleQuery(kind, state, related));
  const ids = useMemo(() => (query.data?.rows ?? []).map(({ id }) => id), [query.data]);
  const { data: states } = useQuery(signInStatesQuery(kind, mayReadFactors ? ids : []));
  const columns = useMemo(
    () => peopleColumns(kind, { t, states, related, mayReadFactors }),
    [kind, t, states, related.roles, related.customers, mayReadFactors],
  );
  const { offered, ask, dialog } = useActs(kind);
  const isFiltered = Object.keys(state).some((name) => !['sort', 'hidden'].includes(name));
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
      <Table
        label={t(kind)}
        columns={columns}
        rows={query.data?.rows}
        nameOf={nameOf}
        state={state}
        onChange={change}
        cursors={query.data?.cursors}
        error={query.error}
        onRetry={() => void query.refetch()}
        isStale={query.isPlaceholderData}
        empty={<NoPeople kind={kind} isFiltered={isFiltered} />}
        bar={<PeopleBar {...{ kind, state, change, columns, isFiltered }} />}
        bulkActs={offered.length > 0 ? bulk : undefined}
        rowActs={
          offered.length > 0
            ? (person) => (
                <Menu
                  trigger={
                    <IconButton icon="more" label={t('actsFor', { name: nameOf(person) })} />
                  }
                >
                  {offered
                    .filter((act) => fits(act, person))
                    .map((act) => (
                      <MenuItem
                        key={act}
                        isDangerous={act === 'remove'}
                        onClick={() => ask(act, [person])}
                      >
                        {t(act)}
                      </MenuItem>
                    ))}
                </Menu>
              )
            : undefined
        }
      />
      {dialog}
    </>
  );
}
