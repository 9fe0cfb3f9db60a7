import { useId, useState } from 'react';
import type { Changes } from '../api/conflict.js';
import type { Reference } from '../api/names.js';
import { ChangedBy } from './changed-by.js';
import styles from './conflict.module.css';
import notice from './notice.module.css';
import field from './field.module.css';
import { scrollTo } from './scroll-to.js';
import { useMessages } from './use-messages.js';

interface ConflictProps {
  changes: Changes;
  subject: Reference;
  /** The time of the last change that the person knows. */
  since: string;
  labels: Readonly<Record<string, string>>;
  mine: Readonly<Record<string, unknown>>;
  theirs: Readonly<Record<string, unknown>>;
  onChoose: (name: string, value: unknown) => void;
}

/** Says what somebody else has changed meanwhile, and asks which values to keep. */
export function Conflict({
  changes,
  subject,
  since,
  labels,
  mine,
  theirs,
  onChoose,
}: ConflictProps) {
  const t = useMessages();
  const fields = changes.taken.map((name) => labels[name] ?? name).join(', ');
  return (
    <div className={notice.notice} role="alert" ref={scrollTo}>
      <p className={styles.title}>{t('conflictTitle')}</p>
      <ChangedBy
        {...{ subject, since, labels }}
        fields={[...changes.conflicts, ...changes.taken]}
      />
      <p>{t(changes.conflicts.length > 0 ? 'conflictText' : 'conflictSaveAgain')}</p>
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
