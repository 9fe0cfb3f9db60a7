import { api } from '../../api/client.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { explainGone } from '../../ui/gone.js';
import { useDone } from '../../ui/use-done.js';
import { useMessages } from '../use-messages.js';
import { type ClientDialogProps, RecentUse } from './recent-use.js';

/** Ends all tokens that a client has now. */
export function RevokeDialog({ client, isOpen, onClose }: ClientDialogProps) {
  const t = useMessages();
  const done = useDone();
  const revoke = async () => {
    await api.POST('/api/oauth-clients/{id}/revoke-tokens', {
      params: { path: { id: client.id } },
    });
    void done(t('tokensAreRevoked'), ['oauth-clients']);
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('revokeTitle', { name: client.name })}
      actLabel={t('revokeTokens')}
      explain={explainGone({ type: 'oauth-clients', id: client.id })}
      onConfirm={revoke}
    >
      <p>{t('revokeText')}</p>
      <RecentUse client={client} />
    </ConfirmDialog>
  );
}
