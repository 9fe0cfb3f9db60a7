import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { toObjects } from '#client';
import { api } from '../../api/client.js';
import type { Range } from '../filters.js';

/** Hours and milliseconds of the parts of a range. */
const HOUR_MS = 3_600_000;

interface Span {
  unit: 'hour' | 'day';
  /** Hours or days. */
  count: number;
}

/** Up to a week by the hour, longer ranges by the day. */
const SPANS: Readonly<Record<Range, Span>> = {
  '24h': { unit: 'hour', count: 24 },
  '7d': { unit: 'hour', count: 168 },
  '30d': { unit: 'day', count: 30 },
  '90d': { unit: 'day', count: 90 },
  '400d': { unit: 'day', count: 400 },
};

/** The counts of one hour or day. */
export interface Period {
  /** Unix time in milliseconds. */
  startsAt: number;
  tokens: number;
  calls: number;
  denials: number;
}

export interface UsageOfRange {
  unit: Span['unit'];
  periods: Period[];
}

/** Returns the starts of all hours or days (of UTC) of a range, the oldest first. */
export function startsOf(range: Range, now = Date.now()): number[] {
  const { unit, count } = SPANS[range];
  const length = unit === 'hour' ? HOUR_MS : 24 * HOUR_MS;
  const last = Math.floor(now / length) * length;
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index) * length);
}

/** The usage of a client in a range; hours and days without use have zeros. */
export function usageQuery(client: string, range: Range) {
  return queryOptions({
    queryKey: ['client-usage', client, range],
    queryFn: async ({ signal }): Promise<UsageOfRange> => {
      const starts = startsOf(range);
      const { unit } = SPANS[range];
      const query = {
        'filter[client]': [client],
        'filter[unit]': [unit],
        'filter[startsAt][gte]': new Date(starts[0]!).toISOString(),
        'page[size]': 400,
      };
      const { data } = await api.GET('/api/client-usage', {
        params: { query },
        signal,
      });
      const rows = new Map(toObjects(data).map((row) => [Date.parse(row.startsAt), row]));
      const periods = starts.map((startsAt) => {
        const row = rows.get(startsAt);
        const { tokensIssued = 0, apiCalls = 0, denials = 0 } = row ?? {};
        return { startsAt, tokens: tokensIssued, calls: apiCalls, denials };
      });
      return { unit, periods };
    },
    placeholderData: keepPreviousData,
  });
}

/** The sums of all periods. */
export function sumsOf(periods: readonly Period[]): Omit<Period, 'startsAt'> {
  const sum = (name: 'tokens' | 'calls' | 'denials') =>
    periods.reduce((total, period) => total + period[name], 0);
  return { tokens: sum('tokens'), calls: sum('calls'), denials: sum('denials') };
}
