import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../api/client.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { explainGone } from '../../ui/gone.js';
import { useToast } from '../../ui/toast.js';
import styles from '../clients.module.css';
import { countSecrets } from '../data/related.js';
import { useMessages } from '../use-messages.js';
import { type ClientDialogProps, RecentUse } from './recent-use.js';

/** Deletes a client with its secrets and its usage, after its name was typed. */
export function DeleteDialog({ client, isOpen, onClose }: ClientDialogProps) {
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id, name } = client;
  const secrets = useQuery({
    queryKey: ['oauth-client-secrets', id, 'count'],
    queryFn: async () => countSecrets(id),
    enabled: isOpen,
  });
  const remove = async () => {
    await api.DELETE('/api/oauth-clients/{id}', { params: { path: { id } } });
    toast.good(t('isDeleted', { name }));
    await navigate({ to: '/clients' });
    queries.removeQueries({ queryKey: ['oauth-clients', id] });
    await queries.invalidateQueries({ queryKey: ['oauth-clients'] });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('deleteTitle', { name })}
      actLabel={t('deleteClient')}
      explain={explainGone({ type: 'oauth-clients', id })}
      onConfirm={remove}
      typed={name}
    >
      <p>{t('deleteText')}</p>
      <ul className={styles.facts}>
        {secrets.data !== undefined && <li>{t('deleteSecrets', { count: secrets.data })}</li>}
        <li>{t('deleteScopes', { count: client.scopes.length })}</li>
        <li>{t('deleteUsage')}</li>
      </ul>
      <RecentUse client={client} />
    </ConfirmDialog>
  );
}
