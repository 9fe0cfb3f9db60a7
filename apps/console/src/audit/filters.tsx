import { type KeyboardEvent, useId } from 'react';
import { classes } from '../ui/classes.js';
import field from '../ui/field.module.css';
import { ClearFilters, FilterSelect, SearchBox } from '../ui/list-bar.js';
import styles from './audit.module.css';
import { ACTIONS, SUBJECT_TYPES } from './event-texts.js';
import type { AuditState } from './index.js';
import { useMessages } from './use-messages.js';

interface FiltersProps {
  state: AuditState;
  change: (change: Partial<AuditState>) => void;
}

const NONE: Partial<AuditState> = {
  q: undefined,
  actor: undefined,
  actorType: undefined,
  action: undefined,
  subjectType: undefined,
  subjectId: undefined,
  side: undefined,
  from: undefined,
  until: undefined,
  requestId: undefined,
};

/** The filters with any text or time. */
type TextName = 'actor' | 'action' | 'subjectType' | 'subjectId' | 'from' | 'until' | 'requestId';

/** The filters of the trail. Each is in the address as soon as it is set. */
export function Filters({ state, change }: FiltersProps) {
  const t = useMessages();
  const isSet = Object.keys(NONE).some((name) => state[name as keyof AuditState] !== undefined);
  const filter = (name: TextName) => ({
    value: state[name],
    onChange: (value: string | undefined) => change({ [name]: value }),
  });
  const actorTypes = ['client', 'person', 'command', 'system', 'holder', 'anonymous'] as const;
  return (
    <search className={styles.filters}>
      <SearchBox label={t('searchIn')} value={state.q} onChange={change} />
      <FilterSelect
        label={t('side')}
        anyLabel={t('bothSides')}
        value={state.side}
        options={[
          ['backoffice', t('backoffice')],
          ['storefront', t('storefront')],
        ]}
        onChange={(side) => change({ side: side as AuditState['side'] })}
      />
      <FilterSelect
        label={t('actorKind')}
        anyLabel={t('anyActorKind')}
        value={state.actorType}
        options={actorTypes.map((type) => [type, t(type)] as const)}
        onChange={(actorType) => change({ actorType: actorType as AuditState['actorType'] })}
      />
      <TextFilter {...filter('actor')} label={t('actor')} hint="client:…" />
      <TextFilter
        {...filter('action')}
        label={t('action')}
        hint="client.created"
        suggestions={ACTIONS}
      />
      <TextFilter
        {...filter('subjectType')}
        label={t('objectType')}
        hint="oauth-clients"
        suggestions={SUBJECT_TYPES}
      />
      <TextFilter {...filter('subjectId')} label={t('objectId')} />
      <TimeFilter {...filter('from')} label={t('from')} />
      <TimeFilter {...filter('until')} label={t('until')} />
      {state.requestId !== undefined && (
        <TextFilter {...filter('requestId')} label={t('requestId')} />
      )}
      <ClearFilters isShown={isSet} onClear={() => change(NONE)} />
    </search>
  );
}

interface TextFilterProps {
  label: string;
  hint?: string;
  value: string | undefined;
  suggestions?: readonly string[];
  onChange: (value: string | undefined) => void;
}

/** A filter for an exact text, which applies with Enter or when the person leaves the field. */
function TextFilter({ label, hint, value = '', suggestions, onChange }: TextFilterProps) {
  const id = useId();
  const apply = (text: string) => {
    if (text.trim() !== value) onChange(text.trim() || undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') apply(event.currentTarget.value);
  };
  return (
    <label className={styles.filter}>
      <span>{label}</span>
      <input
        key={value}
        className={classes(field.control, styles.input)}
        defaultValue={value}
        placeholder={hint}
        list={suggestions && id}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={onKeyDown}
        onBlur={(event) => apply(event.target.value)}
      />
      {suggestions && (
        <datalist id={id}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </label>
  );
}

/** A filter for a time in the zone of the reader; the address has it in UTC. */
function TimeFilter({ label, value, onChange }: Omit<TextFilterProps, 'hint' | 'suggestions'>) {
  return (
    <label className={styles.filter}>
      <span>{label}</span>
      <input
        key={value}
        type="datetime-local"
        className={classes(field.control, styles.input)}
        defaultValue={value && localText(new Date(value))}
        onBlur={({ target }) => {
          const time = target.value === '' ? undefined : new Date(target.value).toISOString();
          if (time !== value) onChange(time);
        }}
      />
    </label>
  );
}

/** The form of `datetime-local`, which has no zone. */
function localText(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
