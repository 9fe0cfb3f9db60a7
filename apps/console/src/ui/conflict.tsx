import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../api/client.js';
import type { Changes } from '../api/conflict.js';
import { personNameQuery, readScopeOf } from '../api/person-name.js';
import { useMay } from '../api/session.js';
import { useLanguage } from '../messages/language.js';
import styles from './conflict.module.css';
import field from './field.module.css';
import { relativeTime } from './time-text.js';
import { useMessages } from './use-messages.js';

interface ConflictProps {
  changes: Changes;
  subject: { type: string; id: string };
  labels: Readonly<Record<string, string>>;
  mine: Readonly<Record<string, unknown>>;
  theirs: Readonly<Record<string, unknown>>;
  onChoose: (name: string, value: unknown) => void;
}

/** Says what somebody else has changed meanwhile, and asks which values to keep. */
export function Conflict({ changes, subject, labels, mine, theirs, onChoose }: ConflictProps) {
  const t = useMessages();
  const fields = changes.taken.map((name) => labels[name] ?? name).join(', ');
  return (
    <div className={styles.conflict} role="alert">
      <p className={styles.title}>{t('conflictTitle')}</p>
      <LastChange subject={subject} />
      <p>{t('conflictText')}</p>
      {changes.conflicts.map((name) => (
        <Choice
          key={name}
          label={labels[name] ?? name}
          mine={mine[name]}
          theirs={theirs[name]}
          onChoose={(value) => onChoose(name, value)}
        />
      ))}
      {fields && <p>{t('conflictTaken', { fields })}</p>}
    </div>
  );
}

/** Names the person or client of the last change, for people who may read the audit trail. */
function LastChange({ subject: { type, id } }: { subject: ConflictProps['subject'] }) {
  const mayRead = useMay('audit:read');
  const { data } = useQuery({
    queryKey: ['audit-events', 'last', type, id],
    queryFn: async ({ signal }) => {
      const query = {
        'filter[subjectType]': [type],
        'filter[subjectId]': [id],
        sort: ['-id' as const],
        'page[size]': 1,
      };
      return (
        (await api.GET('/api/audit-events', { params: { query }, signal })).data.data[0] ?? null
      );
    },
    enabled: mayRead,
    staleTime: 0,
  });
  return data && <ChangedBy change={data.attributes} />;
}

interface ChangedByProps {
  change: { actorType: string; actor: string; side: string | null; occurredAt: string };
}

function ChangedBy({ change: { actorType, actor, side, occurredAt } }: ChangedByProps) {
  const t = useMessages();
  const { language } = useLanguage();
  const place = side === 'storefront' ? side : 'backoffice';
  const isPerson = actorType === 'person';
  const enabled = [useMay(readScopeOf(place)), isPerson].every(Boolean);
  const { data: name = actor } = useQuery({ ...personNameQuery(place, actor), enabled });
  const when = relativeTime(new Date(occurredAt), language);
  return <p>{t('conflictBy', { actor: name, when })}</p>;
}

interface ChoiceProps {
  label: string;
  mine: unknown;
  theirs: unknown;
  onChoose: (value: unknown) => void;
}

function Choice({ label, mine, theirs, onChoose }: ChoiceProps) {
  const t = useMessages();
  const id = useId();
  // The value of the person must not follow the form, which a choice changes.
  const [first] = useState(mine);
  const options = [
    ['mine', t('conflictMine'), first],
    ['theirs', t('conflictTheirs'), theirs],
  ] as const;
  return (
    <fieldset className={field.field}>
      <legend className={field.label}>{label}</legend>
      <div className={styles.choices}>
        {options.map(([key, name, value]) => (
          <label key={key} className={field.choice} htmlFor={id + key}>
            <input
              type="radio"
              name={id}
              id={id + key}
              defaultChecked={key === 'mine'}
              onChange={() => onChoose(value)}
            />
            <span>{name}</span>
            <small>
              <ValueText value={value} />
            </small>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ValueText({ value }: { value: unknown }) {
  const t = useMessages();
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (value === null || value === undefined || value === '') return t('nothing');
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : t('nothing');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
