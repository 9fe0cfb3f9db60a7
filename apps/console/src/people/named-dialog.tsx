import type { QueryKey } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { TextArea, TextField } from '../ui/controls.js';
import { Dialog, type OpenProps } from '../ui/dialog.js';
import { EditForm } from '../ui/edit-form.js';
import { Form } from '../ui/form.js';
import { useDone } from '../ui/use-done.js';
import {
  changeNamed,
  type EditedNamed,
  type Named,
  type NamedReference,
  readNamed,
} from './data/named.js';
import { useMessages } from './use-messages.js';

interface NamedDialogProps extends OpenProps {
  /** The key of the reads that the change concerns. */
  queryKey: QueryKey;
}

interface NewNamedProps extends NamedDialogProps {
  title: string;
  add: (named: Named) => Promise<void>;
  /** Says that the new one exists. */
  added?: (name: string) => string;
  /** Text below the fields. */
  hint?: string;
}

/** Names and describes a new role or company. */
export function NewNamedDialog({ title, isOpen, ...props }: NewNamedProps) {
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={title}>
      <NewNamedForm {...props} />
    </Dialog>
  );
}

function NewNamedForm(props: Omit<NewNamedProps, 'title' | 'isOpen'>) {
  const { add, added, onClose, queryKey, hint } = props;
  const t = useMessages();
  const done = useDone();
  const form = useForm({ defaultValues: { name: '', description: '' } });
  return (
    <Form
      form={form}
      isInDialog
      onCancel={onClose}
      onSubmit={async ({ name, description }) => {
        await add({ name, description: description || null });
        onClose();
        await done(added?.(name) ?? t('saved'), queryKey);
      }}
    >
      <Fields />
      {hint && <p>{hint}</p>}
    </Form>
  );
}

interface EditNamedProps extends NamedDialogProps {
  type: NamedReference['type'];
  named: EditedNamed;
}

/** Changes the name and the description, if nobody else has changed the role or company meanwhile. */
export function EditNamedDialog({ isOpen, ...props }: EditNamedProps) {
  const t = useMessages();
  const title = t('editRoleTitle', { role: props.named.name });
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={title}>
      <EditNamedForm {...props} />
    </Dialog>
  );
}

function EditNamedForm({ type, named, onClose, queryKey }: Omit<EditNamedProps, 'isOpen'>) {
  const t = useMessages();
  const done = useDone();
  const subject = { type, id: named.id };
  return (
    <EditForm
      current={formOf(named)}
      read={async () => formOf(await readNamed(subject))}
      save={async ({ description, ...changes }, etag) => {
        const described = description !== undefined && { description: description || null };
        await changeNamed(subject, { ...changes, ...described }, etag);
        onClose();
        await done(t('saved'), queryKey);
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
