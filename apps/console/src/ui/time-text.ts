import type { Tone } from './badge.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Units with the length from which a distance is said in them, the longest first. */
const UNITS = [
  ['year', 365 * DAY, 545 * DAY],
  ['month', 30.4 * DAY, 60 * DAY],
  ['day', DAY, 36 * HOUR],
  ['hour', HOUR, 90 * MINUTE],
  ['minute', MINUTE, 90 * SECOND],
  ['second', SECOND, 0],
] as const;

/**
 * Returns the distance of a time from now in words, such as "3 days ago" or "in 2 hours". A time that comes is
 * rounded, so that an end in 7 days is not at once one in 6 days.
 */
export function relativeTime(time: Date, language: string, now = Date.now()): string {
  const distance = time.getTime() - now;
  const [unit, length] = UNITS.find(([, , from]) => Math.abs(distance) >= from)!;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const count = distance > 0 ? Math.round(distance / length) : Math.trunc(distance / length);
  return format.format(count, unit);
}

/** The days before an end at which its colour changes, with the colour from there on. */
const TONES = [
  [3, 'bad'],
  [7, 'warn'],
  [14, 'accent'],
] as const satisfies readonly (readonly [days: number, tone: Tone])[];

/** Returns the colour of an end in some milliseconds; undefined for one that is far away. */
export function toneOfEnd(distance: number): Tone | undefined {
  return TONES.find(([days]) => distance <= days * DAY)?.[1];
}

/** A time in the zone of the reader and in UTC. */
export function absoluteTime(time: Date, language: string) {
  const style = { dateStyle: 'medium', timeStyle: 'medium' } as const;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return {
    local: time.toLocaleString(language, style),
    utc: time.toLocaleString(language, { ...style, timeZone: 'UTC' }),
    zone: timeZone,
  };
}
