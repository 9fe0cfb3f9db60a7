const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Describes the distance of a time from now, such as `3 days ago`, or `3d ago` when narrow. */
export function relativeTime(time: Date, now: Date, style: 'long' | 'narrow' = 'long'): string {
  const seconds = Math.round((time.getTime() - now.getTime()) / 1000);
  const [unit, length] =
    UNITS.find(([, unitLength]) => Math.abs(seconds) >= unitLength) ?? UNITS[3];
  const format = new Intl.RelativeTimeFormat('en', { style });
  return format.format(Math.trunc(seconds / length), unit);
}
