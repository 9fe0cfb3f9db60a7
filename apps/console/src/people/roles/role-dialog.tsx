import { api } from '../../api/client.js';
import { type Role, rolesQuery } from '../data/roles.js';
import { type Named, NamedDialog } from '../named-dialog.js';
import { useMessages } from '../use-messages.js';

interface RoleDialogProps {
  /** The role to rename; without it, a new one. */
  role?: Role;
  isOpen: boolean;
  onClose: () => void;
}

/** The name and the description of a role. A new role has no scope; the matrix gives it some. */
export function RoleDialog({ role, isOpen, onClose }: RoleDialogProps) {
  const t = useMessages();
  return (
    <NamedDialog
      {...{ isOpen, onClose }}
      title={role ? t('editRoleTitle', { role: role.name }) : t('addRole')}
      named={role}
      save={async (attributes) => (role ? update(role, attributes) : add(attributes))}
      added={role ? undefined : (name) => t('roleAdded', { role: name })}
      queryKey={rolesQuery.queryKey}
    >
      {!role && <p>{t('newRoleText')}</p>}
    </NamedDialog>
  );
}

async function add(attributes: Named): Promise<void> {
  const body = { data: { type: 'roles' as const, attributes: { ...attributes, scopes: [] } } };
  await api.POST('/api/roles', { body });
}

async function update({ id, etag }: Role, attributes: Named): Promise<void> {
  const body = { data: { type: 'roles' as const, id, attributes } };
  await api.PATCH('/api/roles/{id}', { params: { path: { id } }, body, ifMatch: etag });
}
