import { useQuery } from '@tanstack/react-query';
import { useMay } from '../api/session.js';
import { ButtonLink } from '../ui/button.js';
import { Card } from '../ui/page.js';
import { Loaded } from '../ui/states.js';
import styles from './audit.module.css';
import { EventList } from './event-list.js';
import { actsOf, readEvents } from './events.js';
import { useMessages } from './use-messages.js';

export interface EventsOfProps {
  /** The type of the resource in the API, such as `oauth-clients`. */
  type: string;
  id: string;
  /** Objects that belong to it, whose events are shown as well. */
  parts?: { type: string; ids: readonly string[] };
  /** Events that are shown; the rest is on the page of the trail. */
  count?: number;
}

/** The newest audit events of one object, and of its parts. */
export function EventsOf({ type, id, parts, count = 10 }: EventsOfProps) {
  const t = useMessages();
  const mayRead = useMay('audit:read');
  const state = {
    subjectType: [type, ...(parts ? [parts.type] : [])].join(','),
    subjectId: [id, ...(parts?.ids ?? [])].join(','),
  };
  const acts = actsOf(type, id);
  const query = useQuery({
    queryKey: ['audit-events', 'of', state, count],
    queryFn: async ({ signal }) => readEvents(state, count, signal),
    enabled: mayRead,
  });
  if (!mayRead) return null;
  const links = (
    <>
      {acts && (
        <ButtonLink to="/audit" search={acts} isSmall>
          {t('ownActs')}
        </ButtonLink>
      )}
      <ButtonLink to="/audit" search={state} isSmall>
        {t('allEvents')}
      </ButtonLink>
    </>
  );
  return (
    <Card title={t('title')} acts={links}>
      <Loaded query={query}>
        {({ data }) =>
          data.length > 0 ? (
            <EventList label={t('title')} events={data} isOfOneObject />
          ) : (
            <p className={styles.quiet}>{t('noEventOfObject')}</p>
          )
        }
      </Loaded>
    </Card>
  );
}
