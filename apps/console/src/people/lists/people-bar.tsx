import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../api/session.js';
import { ClearFilters, ColumnsMenu, FilterSelect, Grow, SearchBox } from '../../ui/list-bar.js';
import { EmptyState } from '../../ui/states.js';
import type { Column } from '../../ui/table-columns.js';
import type { Person } from '../data/person.js';
import { rolesQuery } from '../data/roles.js';
import { isSearchable } from '../../api/search.js';
import type { PeopleState } from '../filters.js';
import type { Kind } from '../kinds.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';

interface PeopleBarProps {
  kind: Kind;
  state: PeopleState;
  change: (change: Partial<PeopleState>) => void;
  columns: readonly Column<Person>[];
  isFiltered: boolean;
}

/** No filter. */
const NONE: Partial<PeopleState> = {
  q: undefined,
  state: undefined,
  role: undefined,
  position: undefined,
  company: undefined,
};

/** The search and the filters of a list of people. */
export function PeopleBar({ kind, state, change, columns, isFiltered }: PeopleBarProps) {
  const t = useMessages();
  const { q = '' } = state;
  const states = [
    ['enabled', t('enabled')],
    ['disabled', t('disabled')],
    ...(kind === 'accounts' ? ([['unconfirmed', t('unconfirmed')]] as const) : []),
  ] as const;
  return (
    <>
      <SearchBox label={t('searchPeople')} value={state.q} onChange={change} />
      <FilterSelect
        label={t('state')}
        anyLabel={t('anyState')}
        value={state.state}
        options={states}
        onChange={(value) => change({ state: value as PeopleState['state'] })}
      />
      {kind === 'staff' ? (
        <RoleFilter {...{ state, change }} />
      ) : (
        <Position {...{ state, change }} />
      )}
      <ClearFilters isShown={isFiltered} onClear={() => change(NONE)} />
      <Grow />
      <ColumnsMenu columns={columns} state={state} onChange={change} />
      {q !== '' && !isSearchable(q) && <p className={styles.quiet}>{t('typeMore')}</p>}
    </>
  );
}

type FilterProps = Pick<PeopleBarProps, 'state' | 'change'>;

function RoleFilter({ state, change }: FilterProps) {
  const t = useMessages();
  const mayRead = useMay('roles:read');
  const { data: roles = [] } = useQuery({ ...rolesQuery, enabled: mayRead });
  if (!mayRead) return null;
  return (
    <FilterSelect
      label={t('role')}
      anyLabel={t('anyRole')}
      value={state.role}
      options={roles.map(({ id, name }) => [id, name] as const)}
      onChange={(role) => change({ role })}
    />
  );
}

function Position({ state, change }: FilterProps) {
  const t = useMessages();
  return (
    <FilterSelect
      label={t('role')}
      anyLabel={t('anyRole')}
      value={state.position}
      options={(['buyer', 'administrator'] as const).map((each) => [each, t(each)])}
      onChange={(position) => change({ position: position as PeopleState['position'] })}
    />
  );
}

/** Says why a list has no people. */
export function NoPeople({ kind, isFiltered }: { kind: Kind; isFiltered: boolean }) {
  const t = useMessages();
  return isFiltered ? (
    <EmptyState title={t('noMatch')} />
  ) : (
    <EmptyState title={t('nobody')} text={t(`${kind}Lead`)} />
  );
}
