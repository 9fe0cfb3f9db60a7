import { api } from '../api/client.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { explainGone } from '../ui/gone.js';
import { useDone } from '../ui/use-done.js';
import { keysQuery, type SigningKey } from './keys.js';
import styles from './keys.module.css';
import { useMessages } from './use-messages.js';

interface WithdrawDialogProps {
  /** The key; without it the dialog is closed. */
  signingKey: SigningKey | undefined;

  /** The other keys of its side. */
  others: readonly SigningKey[];
  onClose: () => void;
}

/** Characters of a key id that a person types to withdraw the key. */
const TYPED = 8;

/** Asks for the first characters of the key id, and says what the withdrawal ends, in numbers. */
export function WithdrawDialog({ signingKey, others, onClose }: WithdrawDialogProps) {
  const t = useMessages();
  const done = useDone();
  const withdraw = async () => {
    await api.DELETE('/api/signing-keys/{id}', { params: { path: { id: signingKey!.id } } });
    await done(t('withdrawn'), keysQuery.queryKey);
  };
  return (
    <ConfirmDialog
      isOpen={signingKey !== undefined}
      onClose={onClose}
      title={t('withdrawTitle')}
      actLabel={t('withdraw')}
      typed={signingKey?.id.slice(0, TYPED)}
      explain={signingKey && explainGone({ type: 'signing-keys', id: signingKey.id })}
      onConfirm={withdraw}
    >
      {signingKey && <Consequences signingKey={signingKey} others={others} />}
    </ConfirmDialog>
  );
}

function Consequences({
  signingKey,
  others,
}: {
  signingKey: SigningKey;
  others: readonly SigningKey[];
}) {
  const t = useMessages();
  const { state, liveTokens, liveClients, instances } = signingKey.attributes;
  if (state === 'announced') return <p>{t('announcedEnds')}</p>;
  const hasNext = others.some(({ attributes }) => attributes.state === 'announced');
  return (
    <>
      <p>
        <code>{signingKey.id}</code>
      </p>
      <ul className={styles.consequences}>
        <li>
          <strong>{t('tokensEnd', { count: liveTokens })}</strong>{' '}
          {t('ofClients', { count: liveClients })}
        </li>
        <li>{t('clientsRetry')}</li>
        <li>{t('sessionsStay')}</li>
        <li>{t('verifiersLater')}</li>
        {state === 'active' && (
          <li>{t(instances === 0 ? 'nextLater' : hasNext ? 'nextAnnounced' : 'nextMade')}</li>
        )}
      </ul>
    </>
  );
}
