import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.js';
import { useRights } from '../api/client-rights.js';
import { Button } from '../ui/button.js';
import { Card, KeyValues } from '../ui/page.js';
import { Problem } from '../ui/problem.js';
import { ShownSecret } from '../ui/shown-secret.js';
import { Loaded } from '../ui/states.js';
import { Time } from '../ui/time.js';
import { Command } from './command.js';
import type { SecretOwner } from './secret.js';
import { useMessages } from './use-messages.js';

/** The client that is tried. */
export interface TriedClient extends SecretOwner {
  scopes: readonly string[];
  grantTypes: readonly string[];
}

interface Places {
  tokenEndpoint: string;
  api: string;
}

/** Ready commands with which a person tries a client, and a test token of it. */
export function TryItCard({ client }: { client: TriedClient }) {
  const t = useMessages();
  const { id } = client;
  const isMachine = client.grantTypes.includes('client_credentials');
  const query = useQuery({
    queryKey: ['oauth-clients', id, 'token-endpoint'],
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      const answer = await api.GET('/api/oauth-clients/{id}/test-tokens', { params, signal });
      return (answer.data as unknown as { meta: Places }).meta;
    },
    staleTime: Infinity,
  });
  if (!isMachine) {
    return (
      <Card title={t('tryTitle')}>
        <p>{t('noTokenPeople')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('tryTitle')} lead={t('tryLead')}>
      <Loaded query={query}>{(places) => <Commands client={client} places={places} />}</Loaded>
      <TestToken client={client} />
    </Card>
  );
}

function Commands({ client, places }: { client: TriedClient; places: Places }) {
  const t = useMessages();
  const token =
    `curl -s -u '${client.id}:SECRET' \\\n  -d grant_type=client_credentials \\\n  ` +
    places.tokenEndpoint;
  const call =
    `curl -s -H "Authorization: Bearer $TOKEN" \\\n  ` +
    `${places.api}/${exampleOf(client.scopes)}`;
  return (
    <>
      <Command title={t('tryCommand')} text={token} note={t('trySecret')} />
      <Command title={t('tryCall')} text={call} />
    </>
  );
}

/** Returns the path of a resource that the client may read. */
function exampleOf(scopes: readonly string[]): string {
  const readable = scopes.find((scope) => scope.endsWith(':read'))?.replace(/:read$/, '');
  const paths: Readonly<Record<string, string>> = {
    clients: 'oauth-clients',
    profile: 'users/mine',
  };
  return readable === undefined ? '' : (paths[readable] ?? readable);
}

function TestToken({ client }: { client: TriedClient }) {
  const t = useMessages();
  const { mayGive } = useRights();
  const [shown, setShown] = useState<TokenMeta>();
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  if (client.side === 'storefront') return <p>{t('noToken')}</p>;
  if (!mayGive) return null;
  const ask = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const data = { type: 'test-tokens', attributes: {} } as const;
      const params = { path: { id: client.id } };
      const answer = await api.POST('/api/oauth-clients/{id}/test-tokens', {
        params,
        body: { data },
      });
      const { meta } = answer.data as unknown as { meta: TokenMeta };
      setShown(meta);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>{t('tryTokenText')}</p>
      {failure !== undefined && <Problem error={failure} />}
      <div>
        <Button icon="key" isBusy={isBusy} onClick={() => void ask()}>
          {t('tryToken')}
        </Button>
      </div>
      {shown && (
        <ShownSecret
          title={t('tokenTitle', { client: client.name })}
          label={t('token')}
          lead={t('tokenText')}
          secret={shown.accessToken}
          onDone={() => setShown(undefined)}
        >
          <KeyValues
            facts={[
              [t('tokenScopes'), shown.scopes.join(' ')],
              [t('tokenExpires'), <Time key="end" value={shown.expiresAt} />],
            ]}
          />
        </ShownSecret>
      )}
    </>
  );
}

interface TokenMeta {
  accessToken: string;
  expiresAt: string;
  scopes: string[];
}
