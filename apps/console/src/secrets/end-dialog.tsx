import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { useLanguage } from '../messages/language.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { relativeTime } from '../ui/time-text.js';
import { useToast } from '../ui/toast.js';
import { Networks } from './networks.js';
import { isInUse, type Secret, type SecretOwner, stateOf } from './secret.js';
import { useMessages } from './use-messages.js';

interface EndDialogProps {
  secret: Secret | undefined;
  /** All secrets of the client, as they are now. */
  secrets: readonly Secret[];
  client: SecretOwner;
  onClose: () => void;
}

/** Ends a secret now. A secret that machines use is ended only after the name of the client is typed. */
export function EndDialog({ secret: chosen, secrets, client, onClose }: EndDialogProps) {
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  if (!chosen) return null;
  // The list is read again meanwhile: a use since then must count.
  const secret = secrets.find(({ id }) => id === chosen.id) ?? chosen;
  const now = Date.now();
  const isUsed = isInUse(secret, now);
  const { hint } = secret.attributes;
  const isLast = secrets.every((each) => each.id === secret.id || stateOf(each, now) === 'ended');
  const end = async () => {
    const params = {
      path: { id: secret.id },
      query: isUsed ? ({ forceRetirement: true } as const) : {},
    };
    try {
      await api.DELETE('/api/oauth-client-secrets/{id}', { params });
      toast.good(t('endedToast'));
    } finally {
      // Also after a failure: the server may know of a later use.
      await queries.invalidateQueries({ queryKey: ['oauth-client-secrets'] });
    }
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('endTitle', { hint })}
      actLabel={t('endAct')}
      onConfirm={end}
      typed={isUsed ? client.name : undefined}
    >
      <p>{t('endText')}</p>
      {isUsed ? <InUse secret={secret} /> : <p>{t('endUnused')}</p>}
      {isLast && (
        <p>
          <strong>{t('endLast')}</strong>
        </p>
      )}
    </ConfirmDialog>
  );
}

function InUse({ secret }: { secret: Secret }) {
  const t = useMessages();
  const { language } = useLanguage();
  const { useCount, lastUsedAt, lastUsedAddress, usedFrom } = secret.attributes;
  const when = relativeTime(new Date(lastUsedAt!), language);
  return (
    <>
      <p>
        <strong>{t('endInUse', { count: useCount, when, address: lastUsedAddress ?? '?' })}</strong>{' '}
        {t('endRefused')}
      </p>
      {usedFrom.networks.length > 0 && <Networks networks={usedFrom.networks} />}
    </>
  );
}
