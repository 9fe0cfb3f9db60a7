import { useLanguage } from '../messages/language.js';
import { Badge } from './badge.js';
import { absoluteTime, relativeTime, toneOfEnd } from './time-text.js';
import { Tooltip } from './tooltip.js';
import { useMessages } from './use-messages.js';
import { useNow } from './use-now.js';

interface TimeProps {
  /** A time of the API; null and undefined are shown as `absent`. */
  value: string | null | undefined;
  /** The text without a time; the default says "never". */
  absent?: string;
}

/** A time, relative to now. The exact time, in the zone of the reader and in UTC, is on hover and focus. */
export function Time({ value, absent }: TimeProps) {
  const t = useMessages();
  if (!value) return <>{absent ?? t('never')}</>;
  return <Known value={value} />;
}

function Known({ value, text }: { value: string; text?: string }) {
  const t = useMessages();
  const { language } = useLanguage();
  const now = useNow();
  const time = new Date(value);
  const { zone, ...absolute } = absoluteTime(time, language);
  const exact = zone === 'UTC' ? `${absolute.utc} UTC` : t('absolute', { zone, ...absolute });
  return (
    <Tooltip
      text={exact}
      render={
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the exact time is on focus
        <time dateTime={value} tabIndex={0}>
          {text ?? relativeTime(time, language, now)}
          <span className="visually-hidden">, {exact}</span>
        </time>
      }
    />
  );
}

/** The end of a secret, a client or a key: coloured from 14 days before, and always in words. */
export function Ends({ value, absent }: TimeProps) {
  const t = useMessages();
  const { language } = useLanguage();
  const now = useNow();
  if (!value) return <span>{absent ?? t('endsNever')}</span>;
  const time = new Date(value);
  const distance = time.getTime() - now;
  const when = relativeTime(time, language, now);
  const text = distance <= 0 ? t('ended', { when }) : t('ends', { when });
  const tone = toneOfEnd(distance);
  const shown = <Known value={value} text={text} />;
  return tone ? <Badge tone={tone}>{shown}</Badge> : shown;
}
