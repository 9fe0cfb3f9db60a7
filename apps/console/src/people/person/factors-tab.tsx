import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { Button } from '../../ui/button.js';
import type { Column } from '../../ui/table-columns.js';
import { Time } from '../../ui/time.js';
import type { Person } from '../data/person.js';
import { factorsQuery } from '../data/sign-in.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';
import { TabTable } from './tab-table.js';
import { type Factor, RemoveFactors, useFactorName } from './remove-factors.js';

/** How a person proves who they are. */
export function FactorsTab({ person }: { person: Person }) {
  const t = useMessages();
  const query = useQuery(factorsQuery(person));
  const mayRemove = useMay('factors:write');
  const [removed, setRemoved] = useState<Factor[]>([]);
  const name = useFactorName();
  const columns = useColumns();
  const further = (query.data ?? []).filter(({ kind }) => kind !== 'password');
  return (
    <>
      <TabTable<Factor>
        {...{ query, columns }}
        label={t('signIn')}
        nameOf={name}
        empty={[t('noFactor'), t('noFactorText')]}
        bar={
          mayRemove &&
          further.length > 0 && (
            <Button kind="danger" onClick={() => setRemoved(further)}>
              {t('resetFactors')}
            </Button>
          )
        }
        act={
          mayRemove && {
            text: t('removeFactor'),
            label: (factor) => t('removeNamed', { name: factor }),
            onAct: (factor) => setRemoved([factor]),
          }
        }
      />
      <RemoveFactors factors={removed} person={person} onClose={() => setRemoved([])} />
    </>
  );
}

function useColumns(): Column<Factor>[] {
  const t = useMessages();
  const name = useFactorName();
  return [
    {
      id: 'factor',
      header: t('factor'),
      isPrimary: true,
      cell: (factor) => (
        <span className={styles.name}>
          {name(factor)}
          {factor.codesLeft !== null && (
            <span className={styles.quiet}>{t('codesLeft', { count: factor.codesLeft })}</span>
          )}
        </span>
      ),
    },
    { id: 'setUpAt', header: t('setUp'), cell: ({ setUpAt }) => <Time value={setUpAt} /> },
    {
      id: 'lastUsedAt',
      header: t('lastUse'),
      cell: ({ kind, lastUsedAt }) => {
        const isUnknown = kind === 'password' || kind === 'totp';
        return isUnknown ? t('notRecorded') : <Time value={lastUsedAt} />;
      },
    },
  ];
}
