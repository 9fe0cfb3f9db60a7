import { SelectField, TextField } from '../../ui/controls.js';
import type { Person } from '../data/person.js';
import type { Kind } from '../kinds.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';

/** The attributes of a form, as texts; empty for none. */
export const FIELDS = {
  staff: [
    'firstName',
    'lastName',
    'email',
    'username',
    'title',
    'phone',
    'namePrefix',
    'middleName',
    'nameSuffix',
    'birthday',
  ],
  accounts: [
    'firstName',
    'lastName',
    'email',
    'role',
    'namePrefix',
    'middleName',
    'nameSuffix',
    'birthday',
  ],
} as const satisfies Readonly<Record<Kind, readonly (keyof Person)[]>>;

export type FieldName = (typeof FIELDS)[Kind][number];

export type PersonValues = Partial<Record<FieldName, string>>;

/** The attributes without which a person cannot be. */
const REQUIRED: ReadonlySet<string> = new Set(['firstName', 'lastName', 'email', 'username']);

/** Returns the values of a form for a person. */
export function valuesOf(kind: Kind, person: Partial<Person> = {}): PersonValues {
  const entries = FIELDS[kind].map((name) => [name, person[name] ?? '']);
  return Object.fromEntries(entries) as PersonValues;
}

/** Returns the attributes of values: an empty text is no value. */
export function attributesOf(values: PersonValues): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === '' ? null : value]),
  );
}

/** The fields of a person. */
export function PersonFields({ kind }: { kind: Kind }) {
  const t = useMessages();
  const missing = (name: string) => (REQUIRED.has(name) ? { required: t('missing') } : undefined);
  return (
    <div className={styles.grid}>
      {FIELDS[kind].map((name) =>
        name === 'role' ? (
          <SelectField
            key={name}
            name={name}
            label={t('role')}
            hint={t('positionHint')}
            options={[
              { value: 'buyer', label: t('buyer') },
              { value: 'administrator', label: t('administrator') },
            ]}
          />
        ) : (
          <TextField
            key={name}
            name={name}
            label={t(name)}
            isOptional={!REQUIRED.has(name)}
            type={TYPES[name] ?? 'text'}
            rules={missing(name)}
          />
        ),
      )}
    </div>
  );
}

const TYPES: Partial<Record<FieldName, string>> = {
  email: 'email',
  phone: 'tel',
  birthday: 'date',
};
