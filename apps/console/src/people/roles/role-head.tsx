import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { IconButton } from '../../ui/button.js';
import { Menu, MenuItem } from '../../ui/menu.js';
import { type Combination, type Role, rolesQuery } from '../data/roles.js';
import { EditNamedDialog } from '../named-dialog.js';
import { useMessages } from '../use-messages.js';
import { peopleWith } from './effects.js';
import { RemoveRole } from './remove-role.js';
import styles from './role-matrix.module.css';

interface RoleHeadProps {
  role: Role;
  combinations: Combination[] | undefined;
  mayWrite: boolean;
}

/** The head of the column of a role: its name, the number of its people, and its acts. */
export function RoleHead({ role, combinations, mayWrite }: RoleHeadProps) {
  const t = useMessages();
  const mayReadUsers = useMay('users:read');
  const [open, setOpen] = useState<'edit' | 'remove'>();
  const close = () => setOpen(undefined);
  const { id, name, description } = role;
  const count = combinations && peopleWith(id, combinations);
  const people = count === undefined ? '' : t('peopleCount', { count });
  return (
    <div className={styles.head}>
      <span className={styles.headName} title={description ?? undefined}>
        {name}
        {mayWrite && (
          <Menu trigger={<IconButton icon="more" isSmall label={t('actsFor', { name })} />}>
            <MenuItem onClick={() => setOpen('edit')}>{t('edit')}</MenuItem>
            <MenuItem isDangerous onClick={() => setOpen('remove')}>
              {t('remove')}
            </MenuItem>
          </Menu>
        )}
      </span>
      <span className={styles.people}>
        {mayReadUsers ? (
          <Link to="/people/staff" search={{ role: id }}>
            {people}
          </Link>
        ) : (
          people
        )}
      </span>
      <EditNamedDialog
        type="roles"
        named={role}
        queryKey={rolesQuery.queryKey}
        isOpen={open === 'edit'}
        onClose={close}
      />
      <RemoveRole {...{ role, combinations }} isOpen={open === 'remove'} onClose={close} />
    </div>
  );
}
