import { useQuery } from '@tanstack/react-query';
import { useMay, useSession } from '../../api/session.js';
import { EmptyState, Loaded } from '../../ui/states.js';
import { type Combination, combinationsQuery, type Role, rolesQuery } from '../data/roles.js';
import { AddingPage } from '../sections.js';
import { useMessages } from '../use-messages.js';
import { PendingChanges } from './pending-changes.js';
import { NewRoleDialog } from './new-role-dialog.js';
import { RoleMatrix } from './role-matrix.js';
import { useRoleChanges } from './use-role-changes.js';

/** The roles of staff with their scopes, as a matrix. */
export function RolesPage() {
  const t = useMessages();
  return (
    <AddingPage section="roles" label={t('addRole')} Dialog={NewRoleDialog}>
      <Matrix />
    </AddingPage>
  );
}

function Matrix() {
  const t = useMessages();
  const roles = useQuery(rolesQuery);
  const combinations = useQuery(combinationsQuery);
  return (
    <Loaded query={roles} lines={8}>
      {(found) =>
        found.length === 0 ? (
          <EmptyState title={t('noRoles')} text={t('rolesLead')} />
        ) : (
          <Editable roles={found} combinations={combinations.data} />
        )
      }
    </Loaded>
  );
}

interface EditableProps {
  roles: Role[];
  combinations: Combination[] | undefined;
}

function Editable({ roles, combinations }: EditableProps) {
  const { scopes: held } = useSession();
  const mayWrite = useMay('roles:write');
  const { changes, toggle, discard, save } = useRoleChanges(roles);
  return (
    <>
      <RoleMatrix {...{ roles, combinations, changes, held, mayWrite }} onToggle={toggle} />
      <PendingChanges {...{ roles, combinations, changes, save }} onDiscard={discard} />
    </>
  );
}
