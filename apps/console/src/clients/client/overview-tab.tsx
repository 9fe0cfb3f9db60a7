import { getRouteApi } from '@tanstack/react-router';
import { Card, KeyValues } from '../../ui/page.js';
import { Ends, Time } from '../../ui/time.js';
import { RefusedRequests } from '../../why/index.js';
import type { ClientObject } from '../data/clients.js';
import { useMessages } from '../use-messages.js';
import { Owner } from './owner.js';
import { UsageCard } from './usage-card.js';

const route = getRouteApi('/clients/$clientId');

/** The use of a client, and what is known about it. */
export function OverviewTab({ client }: { client: ClientObject }) {
  const t = useMessages();
  const { range = '30d' } = route.useSearch();
  return (
    <>
      <UsageCard client={client.id} range={range} />
      <RefusedRequests clientId={client.id} />
      <Card title={t('about')}>
        <KeyValues
          facts={[
            client.description !== null && [t('description'), client.description],
            [t('contact'), client.contact ?? t('nobodyNamed')],
            [t('owner'), <Owner key="owner" client={client} />],
            [t('grantTypes'), client.grantTypes.map((type) => t(grantTypeKey(type))).join(', ')],
            [t('lastUsed'), <Time key="used" value={client.lastUsedAt} />],
            [t('secretsEnd'), <Ends key="ends" value={client.secretsEndAt} absent={t('noEnd')} />],
            [t('expires'), <Ends key="expires" value={client.expiresAt} absent={t('noEnd')} />],
            [t('created'), <Time key="created" value={client.createdAt} />],
            [t('changed'), <Time key="changed" value={client.updatedAt} />],
            client.tokensValidAfter !== null && [
              t('tokensRevoked'),
              <Time key="revoked" value={client.tokensValidAfter} />,
            ],
          ]}
        />
      </Card>
    </>
  );
}

const GRANT_TYPES = {
  client_credentials: 'grantMachine',
  authorization_code: 'grantPeople',
  refresh_token: 'grantRefresh',
} as const;

/** The text for a grant type; grant types of other kinds are for visitors. */
function grantTypeKey(type: string) {
  return Object.hasOwn(GRANT_TYPES, type)
    ? GRANT_TYPES[type as keyof typeof GRANT_TYPES]
    : 'grantVisitor';
}
