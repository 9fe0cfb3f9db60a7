import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { EditForm } from '../../ui/edit-form.js';
import { Loaded } from '../../ui/states.js';
import { useDone } from '../../ui/use-done.js';
import { readForChange } from '../data/one.js';
import { type Person, referenceOf } from '../data/person.js';
import type { Kind } from '../kinds.js';
import { useMessages } from '../use-messages.js';
import {
  attributesOf,
  FIELDS,
  type FieldName,
  PersonFields,
  type PersonValues,
  valuesOf,
} from './person-fields.js';

interface DetailsFormProps {
  person: Person;
  onClose: () => void;
}

/** Changes the details of a person, if nobody else has changed them meanwhile. */
export function DetailsForm({ person, onClose }: DetailsFormProps) {
  const t = useMessages();
  const done = useDone();
  const { kind, id } = person;
  const query = useQuery({
    queryKey: ['people', kind, id, 'for change'],
    queryFn: async () => read(kind, id),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const save = async (changed: PersonValues, etag: string | undefined) => {
    await patch(kind, id, { changed, etag });
    onClose();
    await done(t('saved'), ['people', kind]);
  };
  const labels = Object.fromEntries(FIELDS[kind].map((name) => [name, t(name)]));
  return (
    <Loaded query={query}>
      {(current) => (
        <EditForm<PersonValues>
          {...{ current, save }}
          read={async () => read(kind, id)}
          subject={referenceOf(person)}
          labels={labels as Record<FieldName, string>}
          onCancel={onClose}
        >
          <PersonFields kind={kind} />
        </EditForm>
      )}
    </Loaded>
  );
}

async function read(kind: Kind, id: string) {
  const { person, etag } = await readForChange(kind, id);
  return { values: valuesOf(kind, person), etag, updatedAt: person.updatedAt };
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
