import { useQuery } from '@tanstack/react-query';
import { Time } from '../../ui/time.js';
import type { ClientObject } from '../data/clients.js';
import { sumsOf, usageQuery } from '../data/usage.js';
import { useMessages } from '../use-messages.js';

export interface ClientDialogProps {
  client: ClientObject;
  isOpen: boolean;
  onClose: () => void;
}

/** How much a client was used lately: what an act that ends its access would stop. */
export function RecentUse({ client: { id, lastUsedAt } }: { client: ClientObject }) {
  const t = useMessages();
  const { data } = useQuery(usageQuery(id, '24h'));
  const sums = data && sumsOf(data.periods);
  return (
    <p>
      {sums
        ? t('usedLastDay', { tokens: sums.tokens, calls: sums.calls })
        : t('usedLastDayUnknown')}{' '}
      {t('lastToken')} <Time value={lastUsedAt} />.
    </p>
  );
}
