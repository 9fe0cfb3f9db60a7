import { useMay } from '../api/session.js';
import { Page } from '../ui/page.js';
import { Attention } from './attention.js';
import { UsageTable } from './usage-table.js';
import { useMessages } from './use-messages.js';

/** The first screen: what needs attention, and rates now. */
export function OverviewPage() {
  const t = useMessages();
  const maySeeClients = useMay('clients:read');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Attention />
      {maySeeClients && <UsageTable />}
    </Page>
  );
}
