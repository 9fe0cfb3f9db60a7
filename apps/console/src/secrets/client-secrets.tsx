import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useRights } from '../api/client-rights.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/page.js';
import { secretFile, ShownSecret } from '../ui/shown-secret.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { EndDialog } from './end-dialog.js';
import { NewSecretDialog } from './new-secret-dialog.js';
import {
  clientSecretsQuery,
  isReplacementUsed,
  type Secret,
  type SecretOwner,
  stateOf,
} from './secret.js';
import { SecretCard } from './secret-card.js';
import styles from './secrets.module.css';
import { useMessages } from './use-messages.js';

/** The secrets of a client: their ends and use, side by side, and what can be done with them. */
export function ClientSecretsCard({ client }: { client: SecretOwner }) {
  const t = useMessages();
  const { mayTake, mayGive } = useRights();
  const query = useQuery(clientSecretsQuery(client.id));
  const [mode, setMode] = useState<'add' | 'rotate'>();
  const [ending, setEnding] = useState<Secret>();
  const [made, setMade] = useState<string>();
  const secrets = query.data ?? [];
  const live = secrets.filter((secret) => stateOf(secret, Date.now()) !== 'ended');
  const acts = mayGive && !client.isPublic && (
    <>
      {live.length > 0 && (
        <Button icon="refresh" kind="primary" onClick={() => setMode('rotate')}>
          {t('rotate')}
        </Button>
      )}
      <Button icon="plus" onClick={() => setMode('add')}>
        {t('add')}
      </Button>
    </>
  );
  return (
    <Card title={t('title')} acts={acts}>
      <Loaded query={query}>
        {(loaded) => (
          <Cards {...{ secrets: loaded, client }} mayWrite={mayTake} onEnd={setEnding} />
        )}
      </Loaded>
      <NewSecretDialog
        {...{ mode, client, live }}
        onClose={() => setMode(undefined)}
        onMade={(secret) => {
          setMode(undefined);
          setMade(secret);
        }}
      />
      <EndDialog {...{ secret: ending, secrets, client }} onClose={() => setEnding(undefined)} />
      {made !== undefined && (
        <ShownSecret
          title={t('onceTitle', { client: client.name })}
          secret={made}
          file={secretFile(client, made)}
          onDone={() => setMade(undefined)}
        />
      )}
    </Card>
  );
}

interface CardsProps {
  secrets: readonly Secret[];
  client: SecretOwner;
  mayWrite: boolean;
  onEnd: (secret: Secret) => void;
}

function Cards({ secrets, client, mayWrite, onEnd }: CardsProps) {
  const t = useMessages();
  if (secrets.length === 0) {
    const text = client.isPublic ? t('publicClient') : t('noSecretsText');
    return <EmptyState title={t('noSecrets')} text={text} />;
  }
  const replacementUsed = isReplacementUsed(secrets, Date.now());
  return (
    <div className={styles.secrets}>
      {secrets.map((secret) => (
        <SecretCard key={secret.id} {...{ secret, mayWrite, replacementUsed, onEnd }} />
      ))}
    </div>
  );
}
