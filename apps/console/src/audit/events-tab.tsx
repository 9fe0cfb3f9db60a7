import { type Cursors, cursorsOf } from '../api/pages.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Problem } from '../ui/problem.js';
import { EmptyState, Skeleton } from '../ui/states.js';
import styles from './audit.module.css';
import { EventList } from './event-list.js';
import { Filters } from './filters.js';
import { FoundObjects } from './found-objects.js';
import type { AuditState } from './index.js';
import { useLiveEvents } from './use-live-events.js';
import { useMessages } from './use-messages.js';

interface EventsTabProps {
  state: AuditState;
  change: (change: Partial<AuditState>) => void;
}

/** The filters, and the events that match, the newest first. */
export function EventsTab({ state, change }: EventsTabProps) {
  const t = useMessages();
  const live = useLiveEvents(state);
  const { page, shown } = live;
  return (
    <div className={styles.tab}>
      <Filters {...{ state, change }} />
      {state.q !== undefined && <FoundObjects text={state.q} />}
      <LiveBar live={live} onPause={(paused) => change({ paused: paused || undefined })} />
      {page.error && <Problem error={page.error} onRetry={() => void page.refetch()} />}
      {!page.error && live.problem && <Problem error={live.problem} />}
      {shown === undefined && !page.error && <Skeleton lines={8} />}
      {shown && shown.length > 0 && (
        <div aria-busy={page.isPlaceholderData} className={styles.list}>
          <EventList label={t('events')} events={shown} />
        </div>
      )}
      {page.data && (
        <Older cursors={cursorsOf(page.data)} {...{ state, change }} count={shown!.length} />
      )}
    </div>
  );
}

interface LiveBarProps {
  live: ReturnType<typeof useLiveEvents>;
  onPause: (paused: boolean) => void;
}

/** Says whether new events appear, and announces them politely. */
function LiveBar({ live: { isLive, mayLive, count }, onPause }: LiveBarProps) {
  const t = useMessages();
  return (
    <div className={styles.live}>
      {mayLive ? (
        <>
          <Badge tone={isLive ? 'good' : 'neutral'}>{t(isLive ? 'live' : 'paused')}</Badge>
          <Button isSmall onClick={() => onPause(isLive)}>
            {t(isLive ? 'pause' : 'resume')}
          </Button>
        </>
      ) : (
        <Badge isPlain>{t('notLive')}</Badge>
      )}
      <span role="status" className={styles.quiet}>
        {count > 0 && t('arrived', { count })}
      </span>
    </div>
  );
}

interface OlderProps extends EventsTabProps {
  cursors: Cursors;
  count: number;
}

/** Leads to older events. A search without an index looks through a part of them at a time. */
function Older({ cursors: { after, before }, state, change, count }: OlderProps) {
  const t = useMessages();
  const isFirst = state.after === undefined && state.before === undefined;
  return (
    <>
      {count === 0 && (
        <EmptyState
          title={t(after === undefined ? 'noEvent' : 'noEventYet')}
          text={t(after === undefined ? 'noEventText' : 'noEventYetText')}
        />
      )}
      <nav className={styles.pages} aria-label={t('pages')}>
        {!isFirst && (
          <Button
            icon="chevronLeft"
            onClick={() => change({ after: undefined, before: undefined })}
          >
            {t('newest')}
          </Button>
        )}
        {before !== undefined && !isFirst && (
          <Button onClick={() => change({ before, after: undefined })}>{t('newer')}</Button>
        )}
        {after !== undefined && (
          <Button onClick={() => change({ after, before: undefined })}>{t('older')}</Button>
        )}
      </nav>
    </>
  );
}
