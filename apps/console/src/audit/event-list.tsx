import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { actorReference } from '../api/actor.js';
import { type Reference, useNames } from '../api/names.js';
import { Badge } from '../ui/badge.js';
import { CopyButton } from '../ui/copy-button.js';
import { Icon } from '../ui/icon.js';
import { KeyValues } from '../ui/page.js';
import { Time } from '../ui/time.js';
import styles from './audit.module.css';
import { Difference } from './difference.js';
import { actorPathOf, nameThen, pathOf, namedReference } from './event-texts.js';
import { actorOf, type AuditEvent, subjectOf } from './events.js';
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
  const nameOf = useNames(
    events.flatMap(({ attributes }) =>
      [actorReference(attributes), namedReference(attributes)].filter((each) => each !== undefined),
    ),
  );
  return (
    <ol className={styles.events} aria-label={label}>
      {events.map((event) => (
        <li key={event.id}>
          <EventRow {...{ event, isOfOneObject }} names={namesIn(event, nameOf)} />
        </li>
      ))}
    </ol>
  );
}

/** The names of the actor and of the object; undefined for those without a name. */
interface EventNames {
  actor: string | undefined;
  subject: string | undefined;
}

function namesIn(
  { attributes }: AuditEvent,
  nameOf: (reference: Reference) => string | undefined,
): EventNames {
  const actor = actorReference(attributes);
  const subject = namedReference(attributes);
  return {
    actor: actor && nameOf(actor),
    subject: (subject && nameOf(subject)) ?? nameThen(attributes),
  };
}

interface EventProps {
  event: AuditEvent;
  names: EventNames;
}

function EventRow({ event, names, isOfOneObject }: EventProps & { isOfOneObject: boolean }) {
  const t = useMessages();
  const { action, side, occurrences, occurredAt } = event.attributes;
  return (
    <details className={styles.event}>
      <summary>
        <span className={styles.chevron}>
          <Icon name="chevronRight" />
        </span>
        <strong className={styles.action}>{action}</strong>
        {!isOfOneObject && (
          <span className={styles.subject}>{names.subject ?? subjectOf(event)}</span>
        )}
        <span className={styles.actor}>{names.actor ?? actorOf(event)}</span>
        <span className={styles.side}>
          {occurrences > 1 && <Badge isPlain>{t('times', { count: occurrences })}</Badge>}
          {side && <Badge isPlain>{t(side === 'storefront' ? 'storefront' : 'backoffice')}</Badge>}
        </span>
        <span className={styles.time}>
          <Time value={occurredAt} />
        </span>
      </summary>
      <Details {...{ event, names }} />
    </details>
  );
}

function Details({ event, names }: EventProps) {
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
              name={names.subject}
              text={subjectOf(event)}
              path={pathOf(event)}
              filter={{ subjectType: subjectType!, subjectId: subjectId! }}
              label={t('eventsOfObject')}
            />,
          ],
          [
            t('actor'),
            <Facet
              key="actor"
              name={names.actor}
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
  name?: string | undefined;
  /** The value that filters take. */
  text: string;
  path?: string;
  filter: Partial<AuditState>;
  label: string;
}

/** A value with a link to its page, a copy button, and a link to the events that have it. */
function Facet({ name, text, path, filter, label }: FacetProps): ReactNode {
  const shown = name ?? text;
  return (
    <span className={styles.facet}>
      {path === undefined ? <span>{shown}</span> : <Link to={path}>{shown}</Link>}
      {name !== undefined && <span className={styles.quiet}>{text}</span>}
      <CopyButton text={text} isSmall />
      <Link to="/audit" search={filter} className={styles.more}>
        <Icon name="filter" />
        {label}
      </Link>
    </span>
  );
}
