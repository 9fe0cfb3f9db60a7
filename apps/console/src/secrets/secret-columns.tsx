import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useLanguage } from '../messages/language.js';
import { Badge } from '../ui/badge.js';
import type { Column } from '../ui/table-columns.js';
import { Ends, Time } from '../ui/time.js';
import type { Secret } from './secret.js';
import styles from './secrets.module.css';
import { useMessages } from './use-messages.js';

/** A secret with its client. */
export interface ListedSecret extends Secret {
  client:
    { id: string; attributes: { name: string; side: 'backoffice' | 'storefront' } } | undefined;
}

/** Networks that a row names; the page of the client has all. */
const MOST_NETWORKS = 2;

/** The columns of the list of all secrets. */
export function useSecretColumns(): Column<ListedSecret>[] {
  const t = useMessages();
  const { language } = useLanguage();
  return useMemo(
    () => [
      {
        id: 'client',
        header: t('client'),
        isPrimary: true,
        cell: ({ client }) =>
          client && (
            <span className={styles.client}>
              <Link
                to="/clients/$clientId"
                params={{ clientId: client.id }}
                search={{ tab: 'secrets' }}
              >
                {client.attributes.name}
              </Link>
              <Badge isPlain>{t(client.attributes.side)}</Badge>
            </span>
          ),
      },
      {
        id: 'secret',
        header: t('secret'),
        cell: ({ attributes: { label, hint } }) => (
          <>
            {label && <>{label} </>}
            <code>…{hint}</code>
          </>
        ),
      },
      {
        id: 'ends',
        header: t('ends'),
        sortBy: 'expiresAt',
        cell: ({ attributes: { expiresAt } }) => <Ends value={expiresAt} />,
      },
      {
        id: 'created',
        header: t('created'),
        cell: ({ attributes: { createdAt } }) => <Time value={createdAt} />,
      },
      {
        id: 'lastUsed',
        header: t('lastUsed'),
        cell: ({ attributes: { lastUsedAt } }) => <Time value={lastUsedAt} absent={t('never')} />,
      },
      {
        id: 'networks',
        header: t('networks'),
        cell: ({ attributes: { usedFrom } }) => <Few networks={usedFrom.networks} />,
      },
      {
        id: 'uses',
        header: t('uses'),
        isNumber: true,
        isHiddenFirst: true,
        cell: ({ attributes: { useCount } }) => new Intl.NumberFormat(language).format(useCount),
      },
    ],
    [t, language],
  );
}

function Few({ networks }: { networks: Secret['attributes']['usedFrom']['networks'] }) {
  const names = networks.slice(0, MOST_NETWORKS).map(({ network }) => network);
  const more = networks.length - names.length;
  return (
    <span className={styles.few}>
      {names.map((name) => (
        <code key={name}>{name}</code>
      ))}
      {more > 0 && `+${more}`}
      {networks.length === 0 && '–'}
    </span>
  );
}
