import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { Badge } from '../../ui/badge.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import type { Column } from '../../ui/table-columns.js';
import { Time } from '../../ui/time.js';
import { useDone } from '../../ui/use-done.js';
import { type AppAccess, appsQuery, endAccess } from '../data/apps.js';
import { nameOf, type Person } from '../data/person.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';
import { type EndProps, TabTable } from './tab-table.js';

const appName = ({ name, id }: AppAccess) => name ?? id;

/** The apps that have access for a person. */
export function AppsTab({ person }: { person: Person }) {
  const t = useMessages();
  const query = useQuery(appsQuery(person, useMay('clients:read')));
  const mayEnd = useMay('grants:write');
  const [ending, setEnding] = useState<AppAccess>();
  const columns = useColumns();
  return (
    <>
      <TabTable
        {...{ query, columns }}
        label={t('apps')}
        nameOf={appName}
        empty={[t('noApp'), t('noAppText')]}
        act={
          mayEnd && { text: t('end'), label: (name) => t('endNamed', { name }), onAct: setEnding }
        }
      />
      <EndAccess {...{ ending, person }} onClose={() => setEnding(undefined)} />
    </>
  );
}

function useColumns(): Column<AppAccess>[] {
  const t = useMessages();
  return [
    { id: 'app', header: t('app'), isPrimary: true, cell: appName },
    {
      id: 'scopes',
      header: t('access'),
      cell: ({ scopes }) => (
        <span className={styles.badges}>
          {scopes.map((scope) => (
            <Badge key={scope} isPlain>
              {scope}
            </Badge>
          ))}
        </span>
      ),
    },
    { id: 'since', header: t('since'), cell: ({ since }) => <Time value={since} /> },
    { id: 'lastUse', header: t('lastUse'), cell: (app) => <Time value={app.lastUsedAt} /> },
  ];
}

function EndAccess({ ending: app, person, onClose }: EndProps<AppAccess>) {
  const t = useMessages();
  const done = useDone();
  const name = app ? appName(app) : '';
  return (
    <ConfirmDialog
      isOpen={app !== undefined}
      onClose={onClose}
      title={t('endAccessTitle', { app: name })}
      actLabel={t('endAccess')}
      onConfirm={async () => {
        await endAccess(app!);
        await done(t('accessEnded', { app: name }), ['people', person.kind, person.id]);
      }}
    >
      <p>{t('endAccessText', { app: name, name: nameOf(person) })}</p>
      <p>{t('endAccessTokens', { count: app?.refreshTokens.length ?? 0 })}</p>
    </ConfirmDialog>
  );
}
