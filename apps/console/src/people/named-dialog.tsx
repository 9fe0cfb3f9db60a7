import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { TextArea, TextField } from '../ui/controls.js';
import { Dialog } from '../ui/dialog.js';
import { EditForm } from '../ui/edit-form.js';
import { Form } from '../ui/form.js';
import { useToast } from '../ui/toast.js';
import {
  changeNamed,
  type EditedNamed,
  type Named,
  type NamedReference,
  readNamed,
} from './data/named.js';
import { useMessages } from './use-messages.js';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** The key of the reads that the change concerns. */
  queryKey: QueryKey;
}

interface NewNamedProps extends DialogProps {
  add: (named: Named) => Promise<void>;
  /** Says that the new one exists. */
  added?: (name: string) => string;
  /** Text below the fields. */
  hint?: string;
}

/** Names and describes a new role or company. */
export function NewNamedDialog({ title, isOpen, onClose, ...props }: NewNamedProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <NewNamedForm {...props} onClose={onClose} />
    </Dialog>
  );
}

function NewNamedForm(props: Omit<NewNamedProps, 'title' | 'isOpen'>) {
  const { add, added, onClose, queryKey, hint } = props;
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  const form = useForm({ defaultValues: { name: '', description: '' } });
  return (
    <Form
      form={form}
      isInDialog
      onCancel={onClose}
      onSubmit={async ({ name, description }) => {
        await add({ name, description: description || null });
        toast.good(added?.(name) ?? t('saved'));
        onClose();
        await queries.invalidateQueries({ queryKey });
      }}
    >
      <Fields />
      {hint && <p>{hint}</p>}
    </Form>
  );
}

interface EditNamedProps extends DialogProps {
  named: EditedNamed;
  subject: NamedReference;
}

/** Changes the name and the description, if nobody else has changed the role or company meanwhile. */
export function EditNamedDialog({ title, isOpen, onClose, ...props }: EditNamedProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <EditNamedForm {...props} onClose={onClose} />
    </Dialog>
  );
}

function EditNamedForm(props: Omit<EditNamedProps, 'title' | 'isOpen'>) {
  const { named, subject, onClose, queryKey } = props;
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  return (
    <EditForm
      current={formOf(named)}
      read={async () => formOf(await readNamed(subject))}
      save={async ({ description, ...changes }, etag) => {
        const described = description !== undefined && { description: description || null };
        await changeNamed(subject, { ...changes, ...described }, etag);
        toast.good(t('saved'));
        onClose();
        await queries.invalidateQueries({ queryKey });
      }}
      subject={subject}
      labels={{ name: t('name'), description: t('description') }}
      onCancel={onClose}
      isInDialog
    >
      <Fields />
    </EditForm>
  );
}

const formOf = ({ name, description, etag, updatedAt }: EditedNamed) => ({
  values: { name, description: description ?? '' },
  etag,
  updatedAt,
});

function Fields() {
  const t = useMessages();
  return (
    <>
      <TextField name="name" label={t('name')} rules={{ required: t('missing') }} />
      <TextArea name="description" label={t('description')} isOptional rows={3} />
    </>
  );
}
