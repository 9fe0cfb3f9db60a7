import type { Locale } from './pages.js';

/**
 * Returns the text of a Unix time. The server does not know the time zone of a browser without a
 * script, so times are in UTC.
 */
export function timeText({ language }: Pick<Locale, 'language'>, unixTime: number): string {
  const format = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(language, format).format(unixTime * 1000)} UTC`;
}
