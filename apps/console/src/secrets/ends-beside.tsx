import { DAY } from '../ui/time-text.js';
import { ExactTime } from './exact-time.js';
import type { Secret } from './secret.js';
import styles from './secrets.module.css';
import { useMessages } from './use-messages.js';

interface EndsBesideProps {
  /** The secrets that work now. */
  live: readonly Secret[];
  overlapDays: number;
  /** The end of the new secret; null for none. */
  newEnd: string | null;
}

/** The ends of the present secrets and of the new one after a rotation, side by side. */
export function EndsBeside({ live, overlapDays, newEnd }: EndsBesideProps) {
  const t = useMessages();
  const overlapEnd = Date.now() + overlapDays * DAY;
  return (
    <div className={styles.beside} role="group" aria-label={t('oldAndNew')}>
      {live.map(({ id, attributes: { hint, label, expiresAt } }) => {
        const own = expiresAt === null ? Infinity : Date.parse(expiresAt);
        const end = new Date(Math.min(own, overlapEnd));
        return (
          <div key={id}>
            <h3>{t('oldEnds')}</h3>
            <p>
              {label && <>{label} · </>}
              <code>…{hint}</code>
            </p>
            <p>{overlapDays === 0 ? t('nowEnd') : <ExactTime value={end} />}</p>
          </div>
        );
      })}
      <div>
        <h3>{t('newSecretEnds')}</h3>
        <p>{newEnd === null ? t('noEnd') : <ExactTime value={newEnd} />}</p>
      </div>
    </div>
  );
}
