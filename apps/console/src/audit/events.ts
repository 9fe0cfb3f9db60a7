import { api } from '../api/client.js';
import { pageQuery } from '../api/pages.js';
import type { AuditState } from './index.js';

/** A page of events, with the cursor of each of them. */
export async function readEvents(state: AuditState, size: number, signal?: AbortSignal) {
  const query = { ...filtersOf(state), ...pageQuery(state, size), sort: [orderOf(state)] };
  const { data } = await api.GET('/api/audit-events', {
    params: { query },
    hasCursors: true,
    signal,
  });
  return data;
}

export type EventPage = Awaited<ReturnType<typeof readEvents>>;
export type AuditEvent = EventPage['data'][number];

/** The index of the time finds a period, and has the order of the time. */
function orderOf({ from, until }: AuditState): '-id' | '-occurredAt' {
  return from !== undefined || until !== undefined ? '-occurredAt' : '-id';
}

/** The filters as parameters of the API. Types and ids of objects may be several, with commas between them. */
export function filtersOf(state: AuditState): Record<string, string | string[]> {
  const all = {
    'filter[search]': state.q,
    'filter[actor]': state.actor,
    'filter[actorType]': state.actorType,
    'filter[action]': state.action,
    'filter[subjectType]': state.subjectType?.split(','),
    'filter[subjectId]': state.subjectId?.split(','),
    'filter[side]': state.side,
    'filter[requestId]': state.requestId,
    'filter[occurredAt][gte]': state.from,
    'filter[occurredAt][lt]': state.until,
  };
  const given = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Record<string, string | string[]>;
}

/** Returns the filters for the acts of a client or a person; undefined for objects that do not act. */
export function actsOf(type: string, id: string): AuditState | undefined {
  if (type === 'oauth-clients') return { actor: `client:${id}` };
  if (type === 'users') return { actor: `person:${id}` };
  // Staff act on objects of both sides, people with an account on those of the storefront.
  return type === 'customer-users' ? { actor: `person:${id}`, side: 'storefront' } : undefined;
}

/** The cursor of an event, from which newer and older events are read. */
export function cursorOf({ meta }: AuditEvent): string | undefined {
  return (meta as { page?: { cursor?: string } } | undefined)?.page?.cursor;
}

/** The actor in the form of the filter: `client:<id>`. */
export function actorOf({ attributes }: AuditEvent): string {
  return `${attributes.actorType}:${attributes.actor}`;
}

/** The type and the id of the object; empty for an event without one. */
export function subjectOf({ attributes: { subjectType, subjectId } }: AuditEvent): string {
  return subjectType ? `${subjectType} ${subjectId}` : '';
}
