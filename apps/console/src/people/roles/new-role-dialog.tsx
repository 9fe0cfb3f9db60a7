import { api } from '../../api/client.js';
import type { OpenProps } from '../../ui/dialog.js';
import type { Named } from '../data/named.js';
import { rolesQuery } from '../data/roles.js';
import { NewNamedDialog } from '../named-dialog.js';
import { useMessages } from '../use-messages.js';

/** The name and the description of a new role. It has no scope; the matrix gives it some. */
export function NewRoleDialog(props: OpenProps) {
  const t = useMessages();
  return (
    <NewNamedDialog
      {...props}
      queryKey={rolesQuery.queryKey}
      add={add}
      title={t('addRole')}
      added={(name) => t('roleAdded', { role: name })}
      hint={t('newRoleText')}
    />
  );
}

async function add(attributes: Named): Promise<void> {
  const body = { data: { type: 'roles' as const, attributes: { ...attributes, scopes: [] } } };
  await api.POST('/api/roles', { body });
}
