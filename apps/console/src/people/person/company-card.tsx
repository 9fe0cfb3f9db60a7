import { Link } from '@tanstack/react-router';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/page.js';
import { useActs } from '../acts/use-acts.js';
import type { Person } from '../data/person.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';

/** The company of a person with an account. */
export function CompanyCard({ person }: { person: Person }) {
  const t = useMessages();
  const { offered, ask, dialog } = useActs(person.kind);
  const { customer } = person;
  return (
    <Card title={t('customer')}>
      {customer ? (
        <Link to="/people/customers/$id" params={{ id: customer.id }}>
          {customer.name ?? customer.id}
        </Link>
      ) : (
        <p className={styles.quiet}>{t('noCustomer')}</p>
      )}
      {offered.includes('move') && (
        <div className={styles.row}>
          <Button isSmall onClick={() => ask('move', [person])}>
            {t('move')}
          </Button>
          {customer && (
            <Button isSmall onClick={() => ask('leave', [person])}>
              {t('leave')}
            </Button>
          )}
        </div>
      )}
      {dialog}
    </Card>
  );
}
