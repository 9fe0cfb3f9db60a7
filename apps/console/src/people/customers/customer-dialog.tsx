import { useNavigate } from '@tanstack/react-router';
import { api } from '../../api/client.js';
import { type Named, NamedDialog } from '../named-dialog.js';
import { useMessages } from '../use-messages.js';

/** A company with the entity tag for a change. */
export interface EditedCustomer extends Named {
  id: string;
  etag: string | undefined;
}

interface CustomerDialogProps {
  /** The company to change; without it, a new one. */
  customer?: EditedCustomer;
  isOpen: boolean;
  onClose: () => void;
}

/** The name and the description of a company. A new company is opened. */
export function CustomerDialog({ customer, isOpen, onClose }: CustomerDialogProps) {
  const t = useMessages();
  const navigate = useNavigate();
  const save = async (attributes: Named) => {
    if (customer) return update(customer, attributes);
    const body = { data: { type: 'customers' as const, attributes } };
    const { data } = await api.POST('/api/customers', { body });
    await navigate({ to: '/people/customers/$id', params: { id: data.data.id } });
  };
  return (
    <NamedDialog
      {...{ isOpen, onClose, save }}
      title={customer ? t('editRoleTitle', { role: customer.name }) : t('addCustomer')}
      named={customer}
      queryKey={['people']}
    />
  );
}

async function update({ id, etag }: EditedCustomer, attributes: Named): Promise<void> {
  const body = { data: { type: 'customers' as const, id, attributes } };
  await api.PATCH('/api/customers/{id}', { params: { path: { id } }, body, ifMatch: etag });
}
