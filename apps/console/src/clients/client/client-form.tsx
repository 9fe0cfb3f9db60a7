import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import type { FieldValues } from 'react-hook-form';
import { changedValues } from '../../api/conflict.js';
import { EditForm } from '../../ui/edit-form.js';
import { Loaded } from '../../ui/states.js';
import { useToast } from '../../ui/toast.js';
import { changeClient, type ClientChanges, readForChange } from '../data/client-changes.js';
import { useMessages } from '../use-messages.js';

type Read = Awaited<ReturnType<typeof readForChange>>;

interface ClientFormProps<Values extends FieldValues> {
  id: string;
  /** The values of the fields for a state of the client. */
  valuesOf: (client: Read['resource']) => Values;
  /** The attributes for the values of the fields. */
  changesOf: (values: Values) => ClientChanges;
  /** The names of the fields. */
  labels: Readonly<Record<keyof Values & string, string>>;
  children: ReactNode;
}

/** A form that changes some attributes of a client, if nobody else has changed it meanwhile. */
export function ClientForm<Values extends FieldValues>(props: ClientFormProps<Values>) {
  const { id } = props;
  const query = useQuery({
    // Not below the key of clients, whose other changes must not replace the input.
    queryKey: ['client-for-change', id],
    queryFn: async () => readForChange(id),
    // The state that the input began with; a newer one would hide that somebody else has changed it.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return <Loaded query={query}>{(first) => <Fields {...props} first={first} />}</Loaded>;
}

type FieldsProps<Values extends FieldValues> = ClientFormProps<Values> & { first: Read };

function Fields<Values extends FieldValues>(props: FieldsProps<Values>) {
  const { id, first, valuesOf, changesOf, labels, children } = props;
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  const last = useRef(valuesOf(first.resource));
  const read = async () => {
    const { resource, etag } = await readForChange(id);
    last.current = valuesOf(resource);
    return { values: last.current, etag, updatedAt: resource.updatedAt };
  };
  const save = async (changes: Partial<Values>, etag: string | undefined) => {
    // One attribute may be made from several fields, so all fields are compared as attributes.
    const after = changesOf({ ...last.current, ...changes });
    await changeClient(id, changedValues(changesOf(last.current), after), etag);
    toast.good(t('saved'));
    void queries.invalidateQueries({ queryKey: ['oauth-clients'] });
    void queries.invalidateQueries({ queryKey: ['client-scopes', id] });
  };
  return (
    <EditForm
      current={{ values: last.current, etag: first.etag, updatedAt: first.resource.updatedAt }}
      read={read}
      save={save}
      subject={{ type: 'oauth-clients', id }}
      labels={{ enabled: t('state'), scopes: t('scopes'), ...labels }}
    >
      {children}
    </EditForm>
  );
}
