import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { api } from '../../api/client.js';
import { TextArea, TextField } from '../../ui/controls.js';
import { Dialog } from '../../ui/dialog.js';
import { Form } from '../../ui/form.js';
import { useToast } from '../../ui/toast.js';
import { useMessages } from '../use-messages.js';

/** A company with the entity tag for a change. */
export interface EditedCustomer {
  id: string;
  name: string;
  description: string | null;
  etag: string | undefined;
}

interface CustomerDialogProps {
  /** The company to change; without it, a new one. */
  customer?: EditedCustomer;
  isOpen: boolean;
  onClose: () => void;
}

export function CustomerDialog({ customer, isOpen, onClose }: CustomerDialogProps) {
  const t = useMessages();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={customer ? t('editRoleTitle', { role: customer.name }) : t('addCustomer')}
    >
      <CustomerForm customer={customer} onClose={onClose} />
    </Dialog>
  );
}

function CustomerForm({ customer, onClose }: Omit<CustomerDialogProps, 'isOpen'>) {
  const t = useMessages();
  const toast = useToast();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm({
    defaultValues: { name: customer?.name ?? '', description: customer?.description ?? '' },
  });
  return (
    <Form
      form={form}
      isInDialog
      onCancel={onClose}
      onSubmit={async ({ name, description }) => {
        const id = await save({ name, description: description || null }, customer);
        toast.good(t('saved'));
        onClose();
        await queries.invalidateQueries({ queryKey: ['people'] });
        if (!customer) await navigate({ to: '/people/customers/$id', params: { id } });
      }}
    >
      <TextField name="name" label={t('name')} rules={{ required: t('missing') }} />
      <TextArea name="description" label={t('description')} isOptional rows={3} />
    </Form>
  );
}

async function save(
  attributes: { name: string; description: string | null },
  customer: EditedCustomer | undefined,
): Promise<string> {
  if (customer) {
    const { id, etag } = customer;
    const body = { data: { type: 'customers' as const, id, attributes } };
    await api.PATCH('/api/customers/{id}', { params: { path: { id } }, body, ifMatch: etag });
    return id;
  }
  const body = { data: { type: 'customers' as const, attributes } };
  const { data } = await api.POST('/api/customers', { body });
  return data.data.id;
}
