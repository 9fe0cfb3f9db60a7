import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../api/session.js';
import { Card } from '../../ui/page.js';
import { EmptyState, Loaded } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import styles from '../clients.module.css';
import type { ClientObject } from '../data/clients.js';
import { eventsQuery } from '../data/related.js';
import { useMessages } from '../use-messages.js';

/** The last changes of a client, from the audit trail. */
export function HistoryTab({ client: { id } }: { client: ClientObject }) {
  const t = useMessages();
  const mayRead = useMay('audit:read');
  const query = useQuery({ ...eventsQuery(id), enabled: mayRead });
  return (
    <Card title={t('history')} lead={t('historyLead')}>
      <Loaded query={query}>
        {(events) =>
          events.length === 0 ? <EmptyState title={t('noEvents')} /> : <Events events={events} />
        }
      </Loaded>
    </Card>
  );
}

interface Event {
  id: string;
  occurredAt: string;
  action: string;
  actor: string;
  before: object | null;
  after: object | null;
}

function Events({ events }: { events: readonly Event[] }) {
  const t = useMessages();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('when')}</th>
          <th scope="col">{t('action')}</th>
          <th scope="col">{t('actor')}</th>
          <th scope="col">{t('changedFields')}</th>
        </tr>
      </thead>
      <tbody>
        {events.map(({ id, occurredAt, action, actor, before, after }) => (
          <tr key={id}>
            <td data-label={t('when')}>
              <Time value={occurredAt} />
            </td>
            <td data-label={t('action')}>
              <code>{action}</code>
            </td>
            <td data-label={t('actor')}>{actor}</td>
            <td data-label={t('changedFields')}>
              {before && after ? Object.keys(after).join(', ') : '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
