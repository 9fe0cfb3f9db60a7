import { SCOPES, type Side } from '../../api/scopes.js';
import { Combobox } from '../../ui/combobox.js';
import { ClearFilters, FilterSelect } from '../../ui/list-bar.js';
import type { ClientsState } from '../data/clients.js';
import { useOwners } from '../data/related.js';
import { useMessages } from '../use-messages.js';

interface FiltersProps {
  state: ClientsState;
  change: (change: Partial<ClientsState>) => void;
}

const CLEARED = {
  q: undefined,
  side: undefined,
  state: undefined,
  scope: undefined,
  owner: undefined,
  unused: undefined,
  ends: undefined,
} as const;

/** All filters of the list. */
export function Filters({ state, change }: FiltersProps) {
  const t = useMessages();
  const { side } = state;
  const isFiltered = Object.keys(CLEARED).some((name) => name in state);
  return (
    <>
      <FilterSelect
        label={t('side')}
        anyLabel={t('bothSides')}
        value={side}
        options={(['backoffice', 'storefront'] as const).map((each) => [each, t(each)])}
        onChange={(value) => change({ side: value as Side | undefined, owner: undefined })}
      />
      <FilterSelect
        label={t('state')}
        anyLabel={t('anyState')}
        value={state.state}
        options={(['active', 'disabled', 'expired'] as const).map((each) => [each, t(each)])}
        onChange={(value) => change({ state: value as ClientsState['state'] })}
      />
      <FilterSelect
        label={t('scope')}
        anyLabel={t('anyScope')}
        value={state.scope}
        options={SCOPES[side ?? 'backoffice'].map((scope) => [scope, scope])}
        onChange={(scope) => change({ scope })}
      />
      <FilterSelect
        label={t('unusedFor')}
        anyLabel={t('anyUse')}
        value={state.unused}
        options={(['30', '90', '365'] as const).map((days) => [
          days,
          t('unusedDays', { count: Number(days) }),
        ])}
        onChange={(value) => change({ unused: value as ClientsState['unused'] })}
      />
      <FilterSelect
        label={t('secretEndsWithin')}
        anyLabel={t('anyEnd')}
        value={state.ends}
        options={(['1', '7', '14', '30'] as const).map((days) => [
          days,
          t('endsWithinDays', { count: Number(days) }),
        ])}
        onChange={(value) => change({ ends: value as ClientsState['ends'] })}
      />
      {side !== undefined && <OwnerFilter {...{ side, change }} owner={state.owner} />}
      <ClearFilters isShown={isFiltered} onClear={() => change(CLEARED)} />
    </>
  );
}

interface OwnerFilterProps {
  side: Side;
  owner: string | undefined;
  change: FiltersProps['change'];
}

/** Clients that act for a person; the two sides may have people with the same id. */
function OwnerFilter({ side, owner = '', change }: OwnerFilterProps) {
  const t = useMessages();
  const owners = useOwners(side);
  if (!owners) return null;
  return (
    <Combobox
      {...owners}
      attributes={{ 'aria-label': t('owner') }}
      placeholder={t('anyOwner')}
      value={owner}
      onChange={(value) => change({ owner: value || undefined })}
    />
  );
}
