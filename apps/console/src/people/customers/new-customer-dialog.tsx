import { useNavigate } from '@tanstack/react-router';
import { api } from '../../api/client.js';
import type { OpenProps } from '../../ui/dialog.js';
import type { Named } from '../data/named.js';
import { NewNamedDialog } from '../named-dialog.js';
import { useMessages } from '../use-messages.js';

/** The name and the description of a new company, which is then opened. */
export function NewCustomerDialog(props: OpenProps) {
  const t = useMessages();
  const navigate = useNavigate();
  const add = async (attributes: Named) => {
    const body = { data: { type: 'customers' as const, attributes } };
    const { data } = await api.POST('/api/customers', { body });
    await navigate({ to: '/people/customers/$id', params: { id: data.data.id } });
  };
  return <NewNamedDialog {...props} queryKey={['people']} add={add} title={t('addCustomer')} />;
}
