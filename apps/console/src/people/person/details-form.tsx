import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { ApiError } from '#client';
import { api } from '../../api/client.js';
import { Button } from '../../ui/button.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/states.js';
import { useToast } from '../../ui/toast.js';
import { readForChange } from '../data/one.js';
import type { Person } from '../data/person.js';
import type { Kind } from '../kinds.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';
import {
  attributesOf,
  type FieldName,
  PersonFields,
  type PersonValues,
  valuesOf,
} from './person-fields.js';

interface DetailsFormProps {
  person: Person;
  onClose: () => void;
}

/** A person as it was read for a change. */
type Version = Awaited<ReturnType<typeof readForChange>>;

/** Changes the details of a person, if nobody else has changed them meanwhile. */
export function DetailsForm({ person, onClose }: DetailsFormProps) {
  const { kind, id } = person;
  const query = useQuery({
    queryKey: ['people', kind, id, 'for change'],
    queryFn: async () => readForChange(kind, id),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Loaded query={query}>{(version) => <Editing version={version} onClose={onClose} />}</Loaded>
  );
}

function Editing({ version: first, onClose }: { version: Version; onClose: () => void }) {
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  const { kind, id } = first.person;
  const [version, setVersion] = useState(first);
  const [theirs, setTheirs] = useState<PersonValues>({});
  const form = useForm<PersonValues>({ defaultValues: valuesOf(kind, first.person) });
  const save = async (values: PersonValues) => {
    const changed = changesOf(values, valuesOf(kind, version.person));
    try {
      await patch(kind, id, { changed, etag: version.etag });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 412) throw error;
      const current = await readForChange(kind, id);
      setTheirs(changesOf(valuesOf(kind, current.person), valuesOf(kind, version.person)));
      setVersion(current);
      throw error;
    }
    toast.good(t('saved'));
    onClose();
    await queries.invalidateQueries({ queryKey: ['people', kind] });
  };
  return (
    <Form form={form} onSubmit={save} onCancel={onClose}>
      <PersonFields kind={kind} />
      <Theirs
        theirs={theirs}
        onTake={(name, value) => {
          form.setValue(name, value, { shouldDirty: true });
          const { [name]: _, ...rest } = theirs;
          setTheirs(rest);
        }}
      />
    </Form>
  );
}

interface TheirsProps {
  theirs: PersonValues;
  onTake: (name: FieldName, value: string) => void;
}

/** The values that somebody else has saved meanwhile. The person keeps their own ones, or takes these. */
function Theirs({ theirs, onTake }: TheirsProps) {
  const t = useMessages();
  const entries = Object.entries(theirs) as [FieldName, string][];
  if (entries.length === 0) return null;
  return (
    <div className={styles.note} role="alert">
      <div className={styles.consequences}>
        <p>{t('changedMeanwhile')}</p>
        {entries.map(([name, value]) => (
          <div key={name} className={styles.row}>
            <strong>{t(name)}</strong> {value || '–'}
            <Button isSmall onClick={() => onTake(name, value)}>
              {t('takeTheirs', { field: t(name) })}
            </Button>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Returns the values that differ. */
function changesOf(values: PersonValues, before: PersonValues): PersonValues {
  const entries = Object.entries(values).filter(
    ([name, value]) => before[name as FieldName] !== value,
  );
  return Object.fromEntries(entries);
}

interface Change {
  changed: PersonValues;
  etag: string | undefined;
}

async function patch(kind: Kind, id: string, { changed, etag }: Change): Promise<void> {
  const attributes = attributesOf(changed) as object;
  const params = { path: { id } };
  if (kind === 'staff') {
    const body = { data: { type: 'users' as const, id, attributes } };
    await api.PATCH('/api/users/{id}', { params, body, ifMatch: etag });
    return;
  }
  const body = { data: { type: 'customer-users' as const, id, attributes } };
  await api.PATCH('/api/customer-users/{id}', { params, body, ifMatch: etag });
}
