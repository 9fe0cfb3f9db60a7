import type { ReactNode } from 'react';
import { ApiError } from '#client';
import type { Reference } from '../api/names.js';
import { ChangedBy } from './changed-by.js';
import { scrollTo } from './scroll-to.js';
import styles from './conflict.module.css';
import notice from './notice.module.css';
import { useMessages } from './use-messages.js';

/** Says that an object was deleted meanwhile, and by whom. */
export function Gone({ subject, hasInput }: { subject: Reference; hasInput: boolean }) {
  const t = useMessages();
  return (
    <div className={notice.notice} role="alert" ref={scrollTo}>
      <p className={styles.title}>{t('goneTitle')}</p>
      <ChangedBy subject={subject} isGone />
      {hasInput && <p>{t('goneText')}</p>}
    </div>
  );
}

/** True for the failure of a change whose object does not exist any longer. */
export function isGone(failure: unknown): boolean {
  return failure instanceof ApiError && failure.status === 404;
}

/** The `explain` of a `ConfirmDialog` whose act is on an object that somebody else can end. */
export function explainGone(subject: Reference): (failure: unknown) => ReactNode {
  return (failure) => isGone(failure) && <Gone subject={subject} hasInput={false} />;
}
