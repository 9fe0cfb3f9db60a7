import { api } from '../../api/client.js';
import type { Named } from '../data/named.js';
import { type Role, rolesQuery } from '../data/roles.js';
import { EditNamedDialog, NewNamedDialog } from '../named-dialog.js';
import { useMessages } from '../use-messages.js';

interface OpenProps {
  isOpen: boolean;
  onClose: () => void;
}

const KEY = { queryKey: rolesQuery.queryKey } as const;

/** The name and the description of a new role. It has no scope; the matrix gives it some. */
export function NewRoleDialog(props: OpenProps) {
  const t = useMessages();
  return (
    <NewNamedDialog
      {...props}
      {...KEY}
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

/** Changes the name and the description of a role. */
export function RoleDialog({ role, ...props }: OpenProps & { role: Role }) {
  const t = useMessages();
  const { id, name } = role;
  return (
    <EditNamedDialog
      {...props}
      {...KEY}
      title={t('editRoleTitle', { role: name })}
      named={role}
      subject={{ type: 'roles', id }}
    />
  );
}
