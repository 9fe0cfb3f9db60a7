import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { useToast } from '../../ui/toast.js';
import styles from '../clients.module.css';
import { changeClient, readForChange } from '../data/client-changes.js';
import type { ClientObject } from '../data/clients.js';
import { useMessages } from '../use-messages.js';

interface RemoveUnneededProps {
  client: ClientObject;
  unneeded: readonly { scope: string }[];
}

/** Removes all scopes that nothing needed for 90 days. A client keeps one scope at least. */
export function RemoveUnneeded({ client: { id, scopes }, unneeded }: RemoveUnneededProps) {
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const gone = new Set(unneeded.map(({ scope }) => scope));
  const count = gone.size;
  const remove = async () => {
    // The scopes of now, and not those of the screen: somebody else may have changed them.
    const { resource, etag } = await readForChange(id);
    const kept = resource.scopes.filter((scope) => !gone.has(scope));
    await changeClient(id, { scopes: kept }, etag);
    toast.good(t('scopesRemoved', { count }));
    void queries.invalidateQueries({ queryKey: ['oauth-clients'] });
    void queries.invalidateQueries({ queryKey: ['client-scopes', id] });
    void queries.invalidateQueries({ queryKey: ['client-for-change', id] });
  };
  if (count === scopes.length) return <span className={styles.quiet}>{t('noneNeeded')}</span>;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('removeUnneeded', { count })}</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('removeUnneeded', { count })}
        actLabel={t('remove')}
        onConfirm={remove}
      >
        <p>{t('removeUnneededText')}</p>
        <div className={styles.chips}>
          {unneeded.map(({ scope }) => (
            <span key={scope} className={styles.chip}>
              {scope}
            </span>
          ))}
        </div>
      </ConfirmDialog>
    </>
  );
}
