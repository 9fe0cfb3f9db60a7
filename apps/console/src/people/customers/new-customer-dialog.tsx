import { useNavigate } from '@tanstack/react-router';
import { api } from '../../api/client.js';
import type { EditedNamed, Named } from '../data/named.js';
import { EditNamedDialog, NewNamedDialog } from '../named-dialog.js';
import { useMessages } from '../use-messages.js';

interface OpenProps {
  isOpen: boolean;
  onClose: () => void;
}

const KEY = { queryKey: ['people'] } as const;

/** The name and the description of a new company, which is then opened. */
export function NewCustomerDialog(props: OpenProps) {
  const t = useMessages();
  const navigate = useNavigate();
  const add = async (attributes: Named) => {
    const body = { data: { type: 'customers' as const, attributes } };
    const { data } = await api.POST('/api/customers', { body });
    await navigate({ to: '/people/customers/$id', params: { id: data.data.id } });
  };
  return <NewNamedDialog {...props} {...KEY} add={add} title={t('addCustomer')} />;
}

/** A company with the entity tag for a change. */
export interface EditedCustomer extends EditedNamed {
  id: string;
}

/** Changes the name and the description of a company. */
export function CustomerDialog({ customer, ...props }: OpenProps & { customer: EditedCustomer }) {
  const t = useMessages();
  const { id, name } = customer;
  return (
    <EditNamedDialog
      {...props}
      {...KEY}
      title={t('editRoleTitle', { role: name })}
      named={customer}
      subject={{ type: 'customers', id }}
    />
  );
}
