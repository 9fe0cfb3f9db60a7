import type { ResourceQuery } from '#json-api';
import type { Unit } from './client-usage.resource.js';

const DAY_MS = 86_400_000;

/**
 * Returns the time that a list is about, in whole days: the rows to read. The list compares the
 * start of each row with the exact filters.
 */
export function reportedTime({ filters }: ResourceQuery): {
  unit: Unit;
  from: Date | null;
  before: Date | null;
} {
  const unit = filters.find(({ attribute }) => attribute === 'unit')?.values[0] ?? 'day';
  const bounds = filters.filter(({ attribute }) => attribute === 'startsAt').map(boundsOf);
  const from = Math.max(...bounds.map((bound) => bound.from));
  const to = Math.min(...bounds.map((bound) => bound.to));
  return {
    unit: unit as Unit,
    from: Number.isFinite(from) ? new Date(startOfDay(from)) : null,
    before: Number.isFinite(to) ? new Date(startOfDay(to) + DAY_MS) : null,
  };
}

interface Bounds {
  from: number;
  to: number;
}

/** Returns the first and the last time that a filter can match, in milliseconds. */
function boundsOf({ operator, values, ranges }: ResourceQuery['filters'][number]): Bounds {
  const times = values.map(Number);
  const all = { from: -Infinity, to: Infinity };
  if (operator === 'gt' || operator === 'gte') return { ...all, from: times[0]! };
  if (operator === 'lt' || operator === 'lte') return { ...all, to: times[0]! };
  if (operator !== 'eq') return all;
  const ends = ranges.map(({ from, to }) => ({
    from: from === null ? -Infinity : Number(from),
    to: to === null ? Infinity : Number(to),
  }));
  return {
    from: Math.min(...times, ...ends.map(({ from }) => from)),
    to: Math.max(...times, ...ends.map(({ to }) => to)),
  };
}

function startOfDay(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS) * DAY_MS;
}

/** Reads the time of an id, such as `2026-11-30` or `2026-11-30T13`; null for another text. */
export function timeOf(text: string): Date | null {
  const time = new Date(text.includes('T') ? `${text}:00:00Z` : `${text}T00:00:00Z`);
  return Number.isNaN(time.getTime()) ? null : time;
}

/** Writes the time of an id. */
export function textOf(time: Date, unit: Unit): string {
  return time.toISOString().slice(0, unit === 'day' ? 10 : 13);
}
