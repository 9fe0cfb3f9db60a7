import { useSearch } from '@tanstack/react-router';
import { SearchBox } from '../../ui/list-bar.js';
import { EmptyState } from '../../ui/states.js';
import type { PeopleState } from '../filters.js';
import { PeopleTable } from '../lists/people-table.js';
import { useMessages } from '../use-messages.js';

/** The company is known on this page, so its column is left out. */
const RELATED = { roles: false, customers: false };

/** The people of a company, who can be moved to another one and out of it. */
export function CustomerPeople({ id, name }: { id: string; name: string }) {
  const t = useMessages();
  const state = useSearch({ strict: false }) as PeopleState;
  return (
    <>
      <h2>{t('peopleOf', { name })}</h2>
      <PeopleTable
        kind="accounts"
        label={t('peopleOf', { name })}
        state={{ ...state, company: id }}
        related={RELATED}
        empty={<EmptyState title={t('nobody')} text={t('nobodyHere')} />}
        bar={(_, change) => (
          <SearchBox label={t('searchPeople')} value={state.q} onChange={change} />
        )}
      />
    </>
  );
}
