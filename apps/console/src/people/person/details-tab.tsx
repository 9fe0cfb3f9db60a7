import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { Button } from '../../ui/button.js';
import { Card, KeyValues } from '../../ui/page.js';
import { Time } from '../../ui/time.js';
import type { Person } from '../data/person.js';
import { KINDS } from '../kinds.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';
import { CompanyCard } from './company-card.js';
import { DetailsForm } from './details-form.js';
import { RolesCard } from './roles-card.js';

/** The details of a person, their roles or their company. */
export function DetailsTab({ person }: { person: Person }) {
  const t = useMessages();
  const mayWrite = useMay(KINDS[person.kind].write);
  const isStaff = person.kind === 'staff';
  const hasAside = useMay(isStaff ? 'roles:read' : 'customers:read');
  const [isEditing, setEditing] = useState(false);
  return (
    <div className={hasAside ? styles.columns : styles.stack}>
      <Card
        title={t('details')}
        acts={
          mayWrite && !isEditing && <Button onClick={() => setEditing(true)}>{t('edit')}</Button>
        }
      >
        {isEditing ? (
          <DetailsForm person={person} onClose={() => setEditing(false)} />
        ) : (
          <Facts person={person} />
        )}
      </Card>
      {hasAside && (isStaff ? <RolesCard person={person} /> : <CompanyCard person={person} />)}
    </div>
  );
}

function Facts({ person }: { person: Person }) {
  const t = useMessages();
  const { kind, username, email, namePrefix, firstName, middleName, lastName, nameSuffix } = person;
  const { title, phone, birthday, role, id, createdAt, updatedAt } = person;
  const whole = [namePrefix, firstName, middleName, lastName, nameSuffix].filter(Boolean).join(' ');
  return (
    <KeyValues
      facts={[
        [t('name'), whole],
        [t('email'), email],
        username !== null && [t('username'), username],
        kind === 'staff' && [t('title'), title ?? '–'],
        kind === 'staff' && [t('phone'), phone ?? '–'],
        role !== null && [t('role'), t(role)],
        [t('birthday'), birthday ?? '–'],
        [t('id'), <code key="id">{id}</code>],
        [t('created'), <Time key="created" value={createdAt} />],
        [t('updated'), <Time key="updated" value={updatedAt} />],
      ]}
    />
  );
}
