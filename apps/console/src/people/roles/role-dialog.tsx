import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { api } from '../../api/client.js';
import { TextArea, TextField } from '../../ui/controls.js';
import { Dialog } from '../../ui/dialog.js';
import { Form } from '../../ui/form.js';
import { useToast } from '../../ui/toast.js';
import { type Role, rolesQuery } from '../data/roles.js';
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
  const title = role ? t('editRoleTitle', { role: role.name }) : t('addRole');
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <RoleForm role={role} onClose={onClose} />
    </Dialog>
  );
}

interface RoleValues {
  name: string;
  description: string;
}

function RoleForm({ role, onClose }: Pick<RoleDialogProps, 'role' | 'onClose'>) {
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  const form = useForm<RoleValues>({
    defaultValues: { name: role?.name ?? '', description: role?.description ?? '' },
  });
  const save = async ({ name, description }: RoleValues) => {
    const attributes = { name, description: description || null };
    await (role ? update(role, attributes) : add(attributes));
    toast.good(role ? t('saved') : t('roleAdded', { role: name }));
    onClose();
    await queries.invalidateQueries({ queryKey: rolesQuery.queryKey });
  };
  return (
    <Form form={form} onSubmit={save} onCancel={onClose} isInDialog>
      <TextField name="name" label={t('name')} rules={{ required: t('missing') }} />
      <TextArea name="description" label={t('description')} isOptional rows={3} />
      {!role && <p>{t('newRoleText')}</p>}
    </Form>
  );
}

interface RoleAttributes {
  name: string;
  description: string | null;
}

async function add(attributes: RoleAttributes): Promise<void> {
  const body = { data: { type: 'roles' as const, attributes: { ...attributes, scopes: [] } } };
  await api.POST('/api/roles', { body });
}

async function update({ id, etag }: Role, attributes: RoleAttributes): Promise<void> {
  const body = { data: { type: 'roles' as const, id, attributes } };
  await api.PATCH('/api/roles/{id}', { params: { path: { id } }, body, ifMatch: etag });
}
