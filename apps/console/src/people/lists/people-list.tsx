import { useSearch } from '@tanstack/react-router';
import { useMay } from '../../api/session.js';
import { ButtonLink } from '../../ui/button.js';
import type { PeopleState } from '../filters.js';
import { KINDS, type Kind } from '../kinds.js';
import { SectionPage } from '../sections.js';
import { useMessages } from '../use-messages.js';
import { useRelated } from '../use-related.js';
import { NoPeople, PeopleBar } from './people-bar.js';
import { PeopleTable } from './people-table.js';

/** All people of a kind: search, filters, and acts on some of them. */
export function PeopleListPage({ kind }: { kind: Kind }) {
  const t = useMessages();
  const mayWrite = useMay(KINDS[kind].write);
  const add = kind === 'staff' ? '/people/staff/new' : '/people/accounts/new';
  return (
    <SectionPage
      section={kind}
      acts={
        mayWrite && (
          <ButtonLink to={add} kind="primary" icon="plus">
            {t('addPerson')}
          </ButtonLink>
        )
      }
    >
      <People kind={kind} />
    </SectionPage>
  );
}

function People({ kind }: { kind: Kind }) {
  const t = useMessages();
  const state = useSearch({ strict: false }) as PeopleState;
  const related = useRelated();
  const isFiltered = Object.keys(state).some((name) => !['sort', 'hidden'].includes(name));
  return (
    <PeopleTable
      {...{ kind, state, related }}
      label={t(kind)}
      empty={<NoPeople kind={kind} isFiltered={isFiltered} />}
      bar={(columns, change) => <PeopleBar {...{ kind, state, change, columns, isFiltered }} />}
    />
  );
}
