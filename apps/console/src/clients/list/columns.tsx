import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Ends, Time } from '../../ui/time.js';
import type { Column } from '../../ui/table-columns.js';
import styles from '../clients.module.css';
import type { ClientObject } from '../data/clients.js';
import { SideBadge, StateBadge } from '../states.js';
import { useMessages } from '../use-messages.js';

/** The columns of the list. */
export function useColumns(): readonly Column<ClientObject>[] {
  const t = useMessages();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('name'),
        sortBy: 'name',
        isPrimary: true,
        cell: (client) => <NameCell client={client} />,
      },
      { id: 'side', header: t('side'), cell: ({ side }) => <SideBadge side={side} /> },
      { id: 'state', header: t('state'), cell: (client) => <StateBadge client={client} /> },
      {
        id: 'lastUsed',
        header: t('lastUsed'),
        sortBy: 'lastUsedAt',
        cell: ({ lastUsedAt }) => <Time value={lastUsedAt} />,
      },
      {
        id: 'secretsEnd',
        header: t('secretsEnd'),
        sortBy: 'secretsEndAt',
        cell: ({ secretsEndAt }) => <Ends value={secretsEndAt} absent="–" />,
      },
      {
        id: 'scopes',
        header: t('scopes'),
        isNumber: true,
        cell: ({ scopes }) => scopes.length,
      },
      {
        id: 'expires',
        header: t('expires'),
        sortBy: 'expiresAt',
        isHiddenFirst: true,
        cell: ({ expiresAt }) => <Ends value={expiresAt} />,
      },
      {
        id: 'contact',
        header: t('contact'),
        isHiddenFirst: true,
        cell: ({ contact }) => contact ?? '–',
      },
      {
        id: 'created',
        header: t('created'),
        sortBy: 'createdAt',
        isHiddenFirst: true,
        cell: ({ createdAt }) => <Time value={createdAt} />,
      },
    ],
    [t],
  );
}

function NameCell({ client: { id, name, description } }: { client: ClientObject }) {
  return (
    <div className={styles.name}>
      <Link to="/clients/$clientId" params={{ clientId: id }}>
        {name}
      </Link>
      {description && <span className={styles.quiet}>{description}</span>}
    </div>
  );
}
