import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { api } from '../api/client.js';
import { useNames } from '../api/names.js';
import { type Cursors, cursorsOf, pageQuery } from '../api/pages.js';
import type { ListState } from '../routing/list-state.js';
import { EmptyState } from '../ui/states.js';
import { Table } from '../ui/table.js';
import type { Column } from '../ui/table-columns.js';
import { Time } from '../ui/time.js';
import type { Refusal } from './refusal.js';
import { useReasonWords } from './reason-words.js';
import { useMessages } from './use-messages.js';
import styles from './why.module.css';

interface RefusalsTableProps {
  label: string;
  /** Filters of the API, besides the page. */
  filter: {
    'filter[clientId]'?: string[];
    'filter[code]'?: string[];
    'filter[side]'?: ('backoffice' | 'storefront')[];
  };
  state?: ListState;
  onChange?: (change: ListState) => void;
  size?: number;
  /** True to name the client of each request. */
  hasClients?: boolean;
  bar?: ReactNode;
}

/** Refused requests, the newest first. Each leads to its explanation. */
export function RefusalsTable(props: RefusalsTableProps) {
  const { label, filter, state = {}, onChange, size = 25, bar, hasClients = false } = props;
  const t = useMessages();
  const query = useQuery({
    queryKey: ['refusals', 'list', filter, state.after, state.before, size],
    queryFn: async ({ signal }) => {
      const params = { query: { ...pageQuery(state, size), ...filter, sort: ['-id' as const] } };
      const answer = await api.GET('/api/refusals', { params, hasCursors: true, signal });
      return answer.data as unknown as { data: Refusal[] } & Parameters<typeof cursorsOf>[0];
    },
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.data;
  const columns = useColumns(hasClients ? rows : undefined);
  const cursors: Cursors | undefined = query.data && onChange && cursorsOf(query.data);
  return (
    <Table
      label={label}
      columns={columns}
      rows={rows}
      nameOf={({ attributes: { requestId, code } }) => requestId ?? code}
      {...{ state, onChange, cursors, bar }}
      query={query}
      empty={<EmptyState title={t('none')} text={onChange && t('noneText')} />}
    />
  );
}

const CLIENTS = 'oauth-clients';

/** The columns; `named` are the rows whose clients are shown. */
function useColumns(named: readonly Refusal[] | undefined): Column<Refusal>[] {
  const t = useMessages();
  const clients = named?.flatMap(({ attributes: { clientId } }) => clientId ?? []) ?? [];
  const nameOf = useNames(clients.map((id) => ({ type: CLIENTS, id })));
  const hasClients = named !== undefined;
  const wordsOf = useReasonWords();
  return useMemo(
    () => [
      {
        id: 'reason',
        header: t('reason'),
        isPrimary: true,
        cell: ({ attributes }) => {
          const { requestId, occurrences } = attributes;
          const { text } = wordsOf(attributes);
          if (requestId === null) {
            return (
              <span>
                {text} <em>{t('summedUp', { count: occurrences })}</em>
              </span>
            );
          }
          return (
            <Link to="/why" search={{ request: requestId }} className={styles.reasonLink}>
              {text}
            </Link>
          );
        },
      },
      ...(hasClients
        ? [
            {
              id: 'client',
              header: t('client'),
              cell: ({ attributes: { clientId } }: Refusal) =>
                clientId === null
                  ? '–'
                  : (nameOf({ type: CLIENTS, id: clientId }) ?? <code>{clientId}</code>),
            },
          ]
        : []),
      {
        id: 'when',
        header: t('when'),
        cell: ({ attributes: { occurredAt } }) => <Time value={occurredAt} />,
      },
      {
        id: 'answer',
        header: t('answered'),
        cell: ({ attributes: { status, code } }) => (
          <code>
            {status} {code}
          </code>
        ),
      },
      {
        id: 'request',
        header: t('request'),
        cell: ({ attributes: { method, route } }) => (
          <code className={styles.line}>{method === null ? '–' : `${method} ${route}`}</code>
        ),
      },
      {
        id: 'from',
        header: t('from'),
        cell: ({ attributes: { address } }) => <code>{address ?? '–'}</code>,
      },
    ],
    [t, wordsOf, nameOf, hasClients],
  );
}
