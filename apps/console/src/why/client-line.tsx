import { Link } from '@tanstack/react-router';
import { Badge } from '../ui/badge.js';
import { useNow } from '../ui/use-now.js';
import type { RefusedClient } from './refusal.js';
import { useMessages } from './use-messages.js';
import styles from './why.module.css';

interface ClientLineProps {
  clientId: string | null;
  /** Undefined while it loads, null for one that does not exist. */
  client: RefusedClient | null | undefined;
}

/** The client that a request named, with its state now. */
export function ClientLine({ clientId, client }: ClientLineProps) {
  const t = useMessages();
  const now = useNow();
  if (clientId === null) return <>{t('noClient')}</>;
  if (!client) {
    return (
      <>
        <code>{clientId}</code> {client === null && t('unknownClient')}
      </>
    );
  }
  const { name, enabled, expiresAt } = client.attributes;
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= now;
  const state = !enabled ? 'disabled' : isExpired ? 'expired' : 'enabled';
  return (
    <span className={styles.code}>
      <Link to={`/clients/${client.id}`}>{name}</Link>
      <Badge tone={state === 'enabled' ? 'good' : 'bad'}>{t(state)}</Badge>
    </span>
  );
}
