import { Card } from '../ui/page.js';
import { RefusalsTable } from './refusals-table.js';
import { useMessages } from './use-messages.js';

/** The last refused requests of a client, for its page. */
export function RefusedRequestsCard({ clientId }: { clientId: string }) {
  const t = useMessages();
  const filter = { 'filter[clientId]': [clientId] };
  return (
    <Card title={t('ofClient')}>
      <RefusalsTable label={t('ofClient')} filter={filter} size={10} />
    </Card>
  );
}
