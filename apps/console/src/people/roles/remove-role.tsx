import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../api/client.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import type { OpenProps } from '../../ui/dialog.js';
import { explainGone } from '../../ui/gone.js';
import { useToast } from '../../ui/toast.js';
import type { Combination, Role } from '../data/roles.js';
import { useMessages } from '../use-messages.js';
import { peopleWith } from './effects.js';

interface RemoveRoleProps extends OpenProps {
  role: Role;
  combinations: Combination[] | undefined;
}

/** Deletes a role that nobody has; for another one, it leads to the people who have it. */
export function RemoveRole({ role, combinations = [], ...dialog }: RemoveRoleProps) {
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  const { id, name, etag } = role;
  const people = peopleWith(id, combinations);
  return (
    <ConfirmDialog
      {...dialog}
      title={t('removeRoleTitle', { role: name })}
      actLabel={t('removeRole')}
      typed={people === 0 ? name : undefined}
      isReady={people === 0}
      explain={explainGone({ type: 'roles', id })}
      onConfirm={async () => {
        try {
          await api.DELETE('/api/roles/{id}', { params: { path: { id } }, ifMatch: etag });
          toast.good(t('roleRemoved', { role: name }));
        } finally {
          // Also after a failure: somebody may have changed the role, or given it to a person.
          await queries.invalidateQueries({ queryKey: ['people'] });
        }
      }}
    >
      {people > 0 ? (
        <>
          <p>{t('removeRoleText', { count: people })}</p>
          <Link to="/people/staff" search={{ role: id }}>
            {t('showThem')}
          </Link>
        </>
      ) : (
        <p>{t('removeText')}</p>
      )}
    </ConfirmDialog>
  );
}
