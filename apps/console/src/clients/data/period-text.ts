/** The name of an hour in the zone of the reader, or of a day, which is one of UTC. */
export function periodText(startsAt: number, unit: 'hour' | 'day', language: string): string {
  const options =
    unit === 'hour'
      ? ({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const)
      : ({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const);
  return new Intl.DateTimeFormat(language, options).format(startsAt);
}
