import { getRouteApi } from '@tanstack/react-router';
import { useChangeList } from '../routing/list-state.js';
import { Page } from '../ui/page.js';
import { RequireScope } from '../ui/require-scope.js';
import { Tabs } from '../ui/tabs.js';
import { ChainBadge, ChainState } from './chain-state.js';
import { EventsTab } from './events-tab.js';
import { ExportMenu } from './export-menu.js';
import type { AuditState } from './index.js';
import { useMessages } from './use-messages.js';

const route = getRouteApi('/audit');

/** The audit trail of both sides: the newest events first, live. */
export function AuditPage() {
  const t = useMessages();
  const state: AuditState = route.useSearch();
  const change = useChangeList<AuditState>();
  return (
    <RequireScope scope="audit:read">
      <Page
        title={t('title')}
        badges={<ChainBadge />}
        lead={t('lead')}
        acts={<ExportMenu state={state} />}
      >
        <Tabs
          label={t('title')}
          value={state.tab ?? 'events'}
          onChange={(tab) => change({ tab: tab === 'chain' ? tab : undefined })}
          tabs={[
            { name: 'events', label: t('events'), content: <EventsTab {...{ state, change }} /> },
            { name: 'chain', label: t('chain'), content: <ChainState /> },
          ]}
        />
      </Page>
    </RequireScope>
  );
}
