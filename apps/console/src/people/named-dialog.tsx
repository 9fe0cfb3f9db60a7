import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { TextArea, TextField } from '../ui/controls.js';
import { Dialog } from '../ui/dialog.js';
import { Form } from '../ui/form.js';
import { useToast } from '../ui/toast.js';
import { useMessages } from './use-messages.js';

/** The name and the description of a role or a company. */
export interface Named {
  name: string;
  description: string | null;
}

interface NamedDialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** The present values; without them, the dialog is for a new one. */
  named?: Named;
  save: (named: Named) => Promise<void>;
  /** Says that the new one exists. */
  added?: (name: string) => string;
  /** The key of the reads that the change concerns. */
  queryKey: QueryKey;
  /** Text below the fields. */
  children?: ReactNode;
}

/** Names and describes a role or a company, a new one or one that exists. */
export function NamedDialog({ title, isOpen, onClose, ...props }: NamedDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <NamedForm {...props} onClose={onClose} />
    </Dialog>
  );
}

function NamedForm(props: Omit<NamedDialogProps, 'title' | 'isOpen'>) {
  const { named, save, added, onClose, queryKey, children } = props;
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  const form = useForm({
    defaultValues: { name: named?.name ?? '', description: named?.description ?? '' },
  });
  return (
    <Form
      form={form}
      isInDialog
      onCancel={onClose}
      onSubmit={async ({ name, description }) => {
        await save({ name, description: description || null });
        toast.good(added?.(name) ?? t('saved'));
        onClose();
        await queries.invalidateQueries({ queryKey });
      }}
    >
      <TextField name="name" label={t('name')} rules={{ required: t('missing') }} />
      <TextArea name="description" label={t('description')} isOptional rows={3} />
      {children}
    </Form>
  );
}
