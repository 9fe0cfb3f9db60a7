import { useLanguage } from '../messages/language.js';
import { useNow } from '../ui/use-now.js';
import { type Phase, phasesOf, placeOf, type SigningKey, type Span, spanOf } from './keys.js';
import styles from './keys.module.css';
import { useMessages } from './use-messages.js';

/** Labels below the timeline. */
const TICKS = 4;

/**
 * The lives of keys, one below the other: announced, signing, verifying. The table beside it says the
 * same in words, so screen readers skip the drawing.
 */
export function Timeline({ keys }: { keys: readonly SigningKey[] }) {
  const t = useMessages();
  const now = useNow();
  const span = spanOf(keys, now);
  const kinds = ['announced', 'signs', 'verifies'] as const;
  return (
    <div className={styles.timeline} aria-hidden="true">
      <div className={styles.lanes}>
        {keys.map((key) => (
          <div key={key.id} className={styles.lane}>
            <code>{key.id.slice(0, 8)}</code>
            <div className={styles.track}>
              {phasesOf(key).map((phase) => (
                <Bar key={phase.kind} {...{ phase, span, now }} />
              ))}
            </div>
          </div>
        ))}
        <div className={styles.nowLane}>
          <div className={styles.track}>
            <span className={styles.now} style={{ insetInlineStart: `${placeOf(now, span)}%` }}>
              <small>{t('now')}</small>
            </span>
          </div>
        </div>
      </div>
      <Ticks span={span} />
      <ul className={styles.legend}>
        {kinds.map((kind) => (
          <li key={kind} className={styles[kind]}>
            {t(kind)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A phase without an end fades out at the present. */
function Bar({
  phase: { kind, from, until },
  span,
  now,
}: {
  phase: Phase;
  span: Span;
  now: number;
}) {
  const start = placeOf(from, span);
  const width = Math.max(placeOf(until ?? now, span) - start, 0.6);
  const isOpen = until === undefined;
  return (
    <span
      className={`${styles.bar} ${styles[kind]}`}
      data-open={isOpen || undefined}
      style={{ insetInlineStart: `${start}%`, width: `${width}%` }}
    />
  );
}

function Ticks({ span }: { span: Span }) {
  const { language } = useLanguage();
  const length = span.until - span.from;
  const isShort = length < 3 * 86_400_000;
  const format = new Intl.DateTimeFormat(
    language,
    isShort
      ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }
      : { dateStyle: 'medium' },
  );
  const times = Array.from({ length: TICKS }, (_, at) => span.from + (length * at) / TICKS);
  return (
    <div className={styles.ticks}>
      {times.map((time) => (
        <span key={time}>{format.format(time)}</span>
      ))}
    </div>
  );
}
