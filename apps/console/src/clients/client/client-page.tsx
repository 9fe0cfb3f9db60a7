import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMay } from '../../api/session.js';
import { EventsOf } from '../../audit/index.js';
import { type ListStateWith, useChangeList } from '../../routing/list-state.js';
import { ClientSecrets, TryIt } from '../../secrets/index.js';
import { CopyButton } from '../../ui/copy-button.js';
import { Page } from '../../ui/page.js';
import { RequireScope } from '../../ui/require-scope.js';
import { Loaded } from '../../ui/states.js';
import { Tabs } from '../../ui/tabs.js';
import styles from '../clients.module.css';
import { type ClientObject, clientQuery } from '../data/clients.js';
import { secretIdsQuery } from '../data/related.js';
import type { CLIENT_TABS } from '../filters.js';
import { SideBadge, StateBadge } from '../states.js';
import { useMessages } from '../use-messages.js';
import { AccessTab } from './access-tab.js';
import { ClientActs } from './client-acts.js';
import { KeysTab } from './keys-tab.js';
import { OverviewTab } from './overview-tab.js';
import { ScopesTab } from './scopes-tab.js';

const route = getRouteApi('/clients/$clientId');

/** One client: how it is used, what it may do, and how its access ends. */
export function ClientPage() {
  const t = useMessages();
  const { clientId } = route.useParams();
  const query = useQuery(clientQuery(clientId));
  const client = query.data;
  return (
    <Page
      title={client?.name ?? t('client')}
      crumb={<Link to="/clients">{t('title')}</Link>}
      badges={
        client && (
          <>
            <SideBadge side={client.side} />
            <StateBadge client={client} />
          </>
        )
      }
      lead={client && <ClientId id={client.id} />}
      acts={client && <ClientActs client={client} />}
    >
      <RequireScope scope="clients:read">
        <Loaded query={query}>{(loaded) => <ClientTabs client={loaded} />}</Loaded>
      </RequireScope>
    </Page>
  );
}

function ClientId({ id }: { id: string }) {
  const t = useMessages();
  return (
    <span className={styles.row}>
      {t('clientId')} <code>{id}</code>
      <CopyButton text={id} isSmall />
    </span>
  );
}

function ClientTabs({ client }: { client: ClientObject }) {
  const t = useMessages();
  const { tab = 'overview' }: ListStateWith<typeof CLIENT_TABS> = route.useSearch();
  const change = useChangeList<ListStateWith<typeof CLIENT_TABS>>();
  const mayRead = useMay('audit:read');
  return (
    <Tabs
      label={client.name}
      value={tab}
      onChange={(name) => change({ tab: name === 'overview' ? undefined : name })}
      tabs={[
        { name: 'overview', label: t('overview'), content: <OverviewTab client={client} /> },
        { name: 'secrets', label: t('secrets'), content: <ClientSecrets client={client} /> },
        { name: 'scopes', label: t('scopes'), content: <ScopesTab client={client} /> },
        { name: 'access', label: t('access'), content: <AccessTab client={client} /> },
        { name: 'keys', label: t('keys'), content: <KeysTab client={client} /> },
        { name: 'try', label: t('try'), content: <TryIt client={client} /> },
        mayRead && {
          name: 'history',
          label: t('history'),
          content: <History id={client.id} />,
        },
      ]}
    />
  );
}

/** The events of a client and of its secrets. */
function History({ id }: { id: string }) {
  return (
    <Loaded query={useQuery(secretIdsQuery(id))}>
      {(ids) => (
        <EventsOf
          type="oauth-clients"
          id={id}
          parts={{ type: 'oauth-client-secrets', ids }}
          count={20}
        />
      )}
    </Loaded>
  );
}
