import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Badge } from '../ui/badge.js';
import { CopyButton } from '../ui/copy-button.js';
import { Icon } from '../ui/icon.js';
import { KeyValues } from '../ui/page.js';
import { Time } from '../ui/time.js';
import styles from './audit.module.css';
import { Difference } from './difference.js';
import { actorPathOf, pathOf } from './event-texts.js';
import { actorOf, type AuditEvent } from './events.js';
import type { AuditState } from './index.js';
import { useMessages } from './use-messages.js';

interface EventListProps {
  label: string;
  events: readonly AuditEvent[];
  /** True on the page of the object, where its name would be in every row. */
  isOfOneObject?: boolean;
}

/** Events, each of which opens to show what it has changed. */
export function EventList({ label, events, isOfOneObject = false }: EventListProps) {
  return (
    <ol className={styles.events} aria-label={label}>
      {events.map((event) => (
        <li key={event.id}>
          <EventRow event={event} isOfOneObject={isOfOneObject} />
        </li>
      ))}
    </ol>
  );
}

function EventRow({ event, isOfOneObject }: { event: AuditEvent; isOfOneObject: boolean }) {
  const t = useMessages();
  const { action, side, subjectType, subjectId, occurrences, occurredAt } = event.attributes;
  return (
    <details className={styles.event}>
      <summary>
        <span className={styles.chevron}>
          <Icon name="chevronRight" />
        </span>
        <strong className={styles.action}>{action}</strong>
        {!isOfOneObject && (
          <span className={styles.subject}>{subjectType && `${subjectType} ${subjectId}`}</span>
        )}
        <span className={styles.actor}>{actorOf(event)}</span>
        <span className={styles.side}>
          {occurrences > 1 && <Badge isPlain>{t('times', { count: occurrences })}</Badge>}
          {side && <Badge isPlain>{t(side === 'storefront' ? 'storefront' : 'backoffice')}</Badge>}
        </span>
        <span className={styles.time}>
          <Time value={occurredAt} />
        </span>
      </summary>
      <Details event={event} />
    </details>
  );
}

function Details({ event }: { event: AuditEvent }) {
  const t = useMessages();
  const { reason, requestId, address, subjectType, subjectId, action } = event.attributes;
  const actor = actorOf(event);
  return (
    <div className={styles.details}>
      <Difference event={event} />
      <KeyValues
        facts={[
          Boolean(subjectType) && [
            t('object'),
            <Facet
              key="object"
              text={`${subjectType} ${subjectId}`}
              path={pathOf(event)}
              filter={{ subjectType: subjectType!, subjectId: subjectId! }}
              label={t('eventsOfObject')}
            />,
          ],
          [
            t('actor'),
            <Facet
              key="actor"
              text={actor}
              path={actorPathOf(event)}
              filter={{ actor }}
              label={t('eventsOfActor')}
            />,
          ],
          [
            t('action'),
            <Facet key="action" text={action} filter={{ action }} label={t('eventsOfAction')} />,
          ],
          Boolean(reason) && [t('reason'), reason],
          Boolean(address) && [t('address'), address],
          Boolean(requestId) && [
            t('requestId'),
            <Facet
              key="request"
              text={requestId!}
              filter={{ requestId: requestId! }}
              label={t('eventsOfRequest')}
            />,
          ],
          [t('number'), event.id],
        ]}
      />
    </div>
  );
}

interface FacetProps {
  text: string;
  path?: string;
  filter: Partial<AuditState>;
  label: string;
}

/** A value with a link to its page, a copy button, and a link to the events that have it. */
function Facet({ text, path, filter, label }: FacetProps): ReactNode {
  return (
    <span className={styles.facet}>
      {path === undefined ? <span>{text}</span> : <Link to={path}>{text}</Link>}
      <CopyButton text={text} isSmall />
      <Link to="/audit" search={filter} className={styles.more}>
        <Icon name="filter" />
        {label}
      </Link>
    </span>
  );
}
