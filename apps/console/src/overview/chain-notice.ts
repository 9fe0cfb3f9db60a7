import { DAY, relativeTime } from '../ui/time-text.js';
import type { Notice } from './notice.js';
import type { useMessages } from './use-messages.js';

interface Chain {
  eventId: string | null;
  verifiedAt: string | null;
  brokenAt: string | null;
  problem: string | null;
}

const AUDIT = { id: 'chain', to: '/audit' };

/** Returns what is wrong with the chain of audit events; null when it is verified. */
export function chainNotice(
  { eventId, verifiedAt, brokenAt, problem }: Chain,
  t: ReturnType<typeof useMessages>,
  language: string,
): Notice | null {
  if (brokenAt !== null || problem !== null) {
    const text = t('chainBrokenText', { event: brokenAt ?? '–', problem: problem ?? '–' });
    return { ...AUDIT, isBad: true, title: t('chainBroken'), text };
  }
  if (eventId === null) return null; // an empty trail has nothing to verify
  if (verifiedAt === null) {
    return { ...AUDIT, title: t('chainUnverified'), text: t('chainUnverifiedText') };
  }
  const time = new Date(verifiedAt);
  if (Date.now() - time.getTime() < DAY) return null;
  const text = t('chainStaleText', { when: relativeTime(time, language) });
  return { ...AUDIT, title: t('chainStale'), text };
}
