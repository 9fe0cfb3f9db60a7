import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { listState } from '../routing/list-state.js';
import { rootRoute } from '../routing/root-route.js';
import { Skeleton } from '../ui/states.js';
import type { EventsOfProps } from './events-of.js';
import { useMessages } from './use-messages.js';

/** The filters of the trail, which the address keeps. Times are RFC 3339. */
export const auditState = listState({
  actor: 'text',
  actorType: ['client', 'person', 'command', 'holder', 'system', 'anonymous'],
  action: 'text',
  subjectType: 'text',
  subjectId: 'text',
  side: ['backoffice', 'storefront'],
  from: 'text',
  until: 'text',
  requestId: 'text',
  paused: 'boolean',
  tab: ['chain'],
});

export type AuditState = ReturnType<typeof auditState>;

export const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  validateSearch: auditState,
  component: lazyRouteComponent(() => import('./audit-page.js'), 'AuditPage'),
});

/** The name of the area in the navigation. */
export const useAuditTitle = () => useMessages()('title');

const Lazy = lazy(async () => ({ default: (await import('./events-of.js')).EventsOf }));

/**
 * The newest audit events of one object, for the page of the object: `<EventsOf type="oauth-clients"
 * id={id} />`. It shows nothing to people without the scope audit:read.
 */
export function EventsOf(props: EventsOfProps) {
  return (
    <Suspense fallback={<Skeleton />}>
      <Lazy {...props} />
    </Suspense>
  );
}
