import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { explainGone } from '../../ui/gone.js';
import { useDone } from '../../ui/use-done.js';
import { changeClient } from '../data/client-changes.js';
import { useMessages } from '../use-messages.js';
import { type ClientDialogProps, RecentUse } from './recent-use.js';

/** Disables a client, or enables it again; `to` is the state afterwards. */
export function EnabledDialog({
  client,
  isOpen,
  onClose,
  to,
}: ClientDialogProps & { to: boolean }) {
  const t = useMessages();
  const done = useDone();
  const { id, name } = client;
  const change = async () => {
    // Without If-Match: this one attribute gets the value that the person chose, in any state.
    await changeClient(id, { enabled: to });
    void done(t(to ? 'isEnabled' : 'isDisabled', { name }), ['oauth-clients']);
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t(to ? 'enableTitle' : 'disableTitle', { name })}
      actLabel={t(to ? 'enable' : 'disable')}
      explain={explainGone({ type: 'oauth-clients', id })}
      onConfirm={change}
    >
      <p>{t(to ? 'enableText' : 'disableText')}</p>
      {!to && <RecentUse client={client} />}
    </ConfirmDialog>
  );
}
