import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';

/** Milliseconds between two reads: a rotation takes minutes, and its steps appear by themselves. */
const POLL_MS = 5000;

/** The signing keys of both sides, the newest first. There are few. */
export const keysQuery = queryOptions({
  queryKey: ['signing-keys'],
  queryFn: async ({ signal }) => {
    const params = { query: { sort: ['-createdAt' as const], 'page[size]': 100 } };
    return (await api.GET('/api/signing-keys', { params, signal })).data.data;
  },
  refetchInterval: POLL_MS,
});

export type SigningKey = Awaited<
  ReturnType<NonNullable<Extract<typeof keysQuery.queryFn, (...values: never[]) => unknown>>>
>[number];

export const SIDES = ['backoffice', 'storefront'] as const;

export type Side = (typeof SIDES)[number];

/** A part of the life of a key. Without an end it lasts until somebody ends it. */
export interface Phase {
  kind: 'announced' | 'signs' | 'verifies';
  from: number;
  until: number | undefined;
}

function timeOf(text: string | null): number | undefined {
  return text === null ? undefined : Date.parse(text);
}

/** Returns the phases of a key in Unix milliseconds. The last one of a retired key has an end. */
export function phasesOf({ attributes }: SigningKey): Phase[] {
  const { createdAt, activatedAt, retiredAt, verifiesUntil } = attributes;
  const [created, activated, retired] = [
    Date.parse(createdAt),
    timeOf(activatedAt),
    timeOf(retiredAt),
  ];
  const phases: Phase[] = [{ kind: 'announced', from: created, until: activated }];
  if (activated !== undefined) phases.push({ kind: 'signs', from: activated, until: retired });
  if (retired !== undefined) {
    phases.push({ kind: 'verifies', from: retired, until: timeOf(verifiesUntil) });
  }
  return phases;
}

/** The period that a timeline shows, in Unix milliseconds. */
export interface Span {
  from: number;
  until: number;
}

/** Milliseconds that a timeline shows before and after its keys, at least. */
const MARGIN_MS = 600_000;

/** Returns the period with all keys and the present, with a margin on both sides. */
export function spanOf(keys: readonly SigningKey[], now: number): Span {
  const times = keys.flatMap((key) =>
    phasesOf(key).flatMap(({ from, until }) => [from, until ?? now]),
  );
  const [first, last] = [Math.min(now, ...times), Math.max(now, ...times)];
  const margin = Math.max((last - first) * 0.06, MARGIN_MS);
  return { from: first - margin / 4, until: last + margin };
}

/** Returns the place of a time in a period, from 0 to 100. */
export function placeOf(time: number, { from, until }: Span): number {
  return ((Math.min(Math.max(time, from), until) - from) / (until - from)) * 100;
}
