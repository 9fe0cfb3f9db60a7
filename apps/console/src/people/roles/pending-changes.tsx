import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { ChangedBy } from '../../ui/changed-by.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { useToast } from '../../ui/toast.js';
import { UnsavedGuard } from '../../ui/unsaved-guard.js';
import type { Combination, Role } from '../data/roles.js';
import { useMessages } from '../use-messages.js';
import { type Changes, type Effects, effectsOf } from './effects.js';
import styles from './role-matrix.module.css';
import notice from '../../ui/notice.module.css';
import { RoleError } from './use-role-changes.js';

interface PendingChangesProps {
  roles: Role[];
  combinations: Combination[] | undefined;
  changes: Changes;
  save: () => Promise<void>;
  onDiscard: () => void;
}

/** Says what the changes of the matrix will do, and saves them. */
export function PendingChanges(props: PendingChangesProps) {
  const { roles, combinations, changes, save, onDiscard } = props;
  const t = useMessages();
  const toast = useToast();
  const [isAsked, setAsked] = useState(false);
  const [failure, setFailure] = useState<RoleError>();
  const changed = roles.filter(({ id }) => changes[id]);
  const effects = combinations && effectsOf(roles, combinations, changes);
  const confirm = async () => {
    setFailure(undefined);
    try {
      await save();
      toast.good(t('rolesSaved', { count: changed.length }));
    } catch (error) {
      if (!(error instanceof RoleError)) throw error;
      setFailure(error);
      throw error.cause;
    }
  };
  const names = changed.map(({ name }) => name).join(', ');
  return (
    <>
      <UnsavedGuard isActive={() => changed.length > 0} />
      {changed.length > 0 && (
        <section className={styles.pending} aria-label={t('pending')}>
          <div className={styles.effects} aria-live="polite">
            <strong>{t('changedRoles', { count: changed.length })}</strong>
            <EffectList effects={effects} />
          </div>
          <Button onClick={onDiscard}>{t('discard')}</Button>
          <Button kind="primary" onClick={() => setAsked(true)}>
            {t('review')}
          </Button>
        </section>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        title={t('saveRolesTitle', { roles: names })}
        actLabel={t('saveRoles')}
        onConfirm={confirm}
        explain={() => failure?.isConflict && <RoleConflict role={failure.role} />}
      >
        <EffectList effects={effects} />
        <p>{t('saveRolesText')}</p>
        {failure && !failure.isConflict && <p>{t('roleNotSaved', { role: failure.role.name })}</p>}
      </ConfirmDialog>
    </>
  );
}

/** Somebody else has changed the scopes of a role meanwhile: who, and that the changes are kept. */
function RoleConflict({ role: { id, name, updatedAt } }: { role: Role }) {
  const t = useMessages();
  const fields = { scopes: t('scopes'), name: t('name'), description: t('description') };
  return (
    <div className={notice.notice} role="alert">
      <p>{t('roleConflict', { role: name })}</p>
      <ChangedBy subject={{ type: 'roles', id }} since={updatedAt} labels={fields} />
    </div>
  );
}

/** How many people gain or lose which scope. */
function EffectList({ effects }: { effects: Effects | undefined }) {
  const t = useMessages();
  if (!effects) return null;
  const lines = effects.scopes.flatMap(({ scope, gaining, losing }) => [
    ...(gaining > 0 ? [t('gainScope', { count: gaining, scope })] : []),
    ...(losing > 0 ? [t('loseScope', { count: losing, scope })] : []),
  ]);
  if (lines.length === 0) return <p>{t('noEffect')}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
