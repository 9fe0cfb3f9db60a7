import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import type { Column } from '../../ui/table-columns.js';
import { Time } from '../../ui/time.js';
import { useDone } from '../../ui/use-done.js';
import { useActs } from '../acts/use-acts.js';
import { browserName } from '../browser-name.js';
import { nameOf, type Person } from '../data/person.js';
import { sessionsQuery } from '../data/sign-in.js';
import { useMessages } from '../use-messages.js';
import { type EndProps, TabTable } from './tab-table.js';

type Session = Awaited<
  ReturnType<NonNullable<ReturnType<typeof sessionsQuery>['queryFn']>>
>[number];

/** Where a person is signed in. */
export function SessionsTab({ person }: { person: Person }) {
  const t = useMessages();
  const query = useQuery(sessionsQuery(person));
  const mayEnd = useMay('sessions:write');
  const [ending, setEnding] = useState<Session>();
  const { offered, ask, dialog } = useActs(person.kind);
  const columns = useColumns();
  return (
    <>
      <TabTable
        {...{ query, columns }}
        label={t('sessions')}
        nameOf={({ userAgent }) => browserName(userAgent)}
        empty={[t('noSession'), t('noSessionText')]}
        bar={
          offered.includes('endSessions') &&
          (query.data?.length ?? 0) > 0 && (
            <Button kind="danger" onClick={() => ask('endSessions', [person])}>
              {t('endSessions')}
            </Button>
          )
        }
        act={
          mayEnd && { text: t('end'), label: (name) => t('endNamed', { name }), onAct: setEnding }
        }
      />
      {dialog}
      <EndSession {...{ ending, person }} onClose={() => setEnding(undefined)} />
    </>
  );
}

function useColumns(): Column<Session>[] {
  const t = useMessages();
  return [
    {
      id: 'browser',
      header: t('browser'),
      isPrimary: true,
      cell: ({ userAgent }) => <span title={userAgent}>{browserName(userAgent)}</span>,
    },
    { id: 'address', header: t('address'), cell: ({ address }) => <code>{address}</code> },
    { id: 'createdAt', header: t('started'), cell: (row) => <Time value={row.createdAt} /> },
    { id: 'lastSeenAt', header: t('lastUse'), cell: (row) => <Time value={row.lastSeenAt} /> },
    { id: 'expiresAt', header: t('endsAt'), cell: (row) => <Time value={row.expiresAt} /> },
    {
      id: 'acr',
      header: t('strength'),
      cell: ({ acr }) =>
        acr === '2' ? (
          <Badge tone="good">{t('twoFactors')}</Badge>
        ) : (
          <Badge>{t('oneFactor')}</Badge>
        ),
    },
  ];
}

function EndSession({ ending: session, person, onClose }: EndProps<Session>) {
  const t = useMessages();
  const done = useDone();
  const browser = browserName(session?.userAgent ?? '');
  return (
    <ConfirmDialog
      isOpen={session !== undefined}
      onClose={onClose}
      title={t('endSessionTitle', { browser })}
      actLabel={t('endSession')}
      onConfirm={async () => {
        const { id } = session!;
        await api.DELETE('/api/sessions/{id}', { params: { path: { id } } });
        await done(t('sessionEnded'), ['people', person.kind]);
      }}
    >
      <p>{t('endSessionText', { name: nameOf(person) })}</p>
    </ConfirmDialog>
  );
}
