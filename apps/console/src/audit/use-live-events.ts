import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type AuditEvent, cursorOf, filtersOf, readEvents } from './events.js';
import type { AuditState } from './index.js';

/** Milliseconds between two looks for new events. An empty answer takes about 1.5 ms within one machine. */
const POLL_MS = 3000;

/** Events on a page. */
const SIZE = 50;

/** Events on the page at most, while new ones arrive. */
const MAX_SHOWN = 500;

interface Fresh {
  key: string;
  events: AuditEvent[];
}

/**
 * Reads a page of events, and on the first page those that arrive later. `isLive` is false while the
 * person has paused them, on other pages, and for periods that have ended.
 */
export function useLiveEvents(state: AuditState) {
  const { paused, tab: _, hidden: __, ...place } = state;
  const key = JSON.stringify(place);
  const page = useQuery({
    queryKey: ['audit-events', 'page', place],
    queryFn: async ({ signal }) => readEvents(state, SIZE, signal),
    placeholderData: keepPreviousData,
  });
  const isFirst = state.after === undefined && state.before === undefined;
  const isOpen = state.until === undefined || Date.parse(state.until) > Date.now();
  const mayLive = isFirst && isOpen;
  const isLive = mayLive && !paused;
  const [fresh, setFresh] = useState<Fresh>({ key, events: [] });
  const newer = fresh.key === key ? fresh.events : [];
  const shown = [...newer, ...(page.data?.data ?? [])];
  const cursor = shown[0] && cursorOf(shown[0]);
  const added = useQuery({
    queryKey: ['audit-events', 'since', filtersOf(state), cursor],
    queryFn: async ({ signal }) =>
      readEvents({ ...place, after: undefined, before: cursor }, SIZE, signal),
    enabled: isLive && page.isSuccess && !page.isPlaceholderData,
    refetchInterval: POLL_MS,
    staleTime: 0,
    gcTime: POLL_MS,
  });
  const found = added.data?.data;
  useEffect(() => {
    if (!found || found.length === 0) return;
    setFresh((before) => {
      const known = before.key === key ? before.events : [];
      const ids = new Set(known.map(({ id }) => id));
      const events = [...found.filter(({ id }) => !ids.has(id)), ...known];
      return { key, events: events.slice(0, MAX_SHOWN) };
    });
  }, [found, key]);
  return {
    page,
    shown: page.data && shown,
    count: newer.length,
    mayLive,
    isLive,
    problem: added.error,
  };
}
