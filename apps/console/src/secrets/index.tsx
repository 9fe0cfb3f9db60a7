import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type ComponentProps, lazy, Suspense } from 'react';
import { listState } from '../routing/list-state.js';
import { rootRoute } from '../routing/root-route.js';
import { Skeleton } from '../ui/states.js';
import { useMessages } from './use-messages.js';

export const secretsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/secrets',
  validateSearch: listState({ within: ['1', '3', '7', '14', '30', '90', 'any', 'ended'] }),
  component: lazyRouteComponent(() => import('./secrets-page.js'), 'SecretsPage'),
});

/** The name of the area in the navigation. */
export const useSecretsTitle = () => useMessages()('title');

const LazySecrets = lazy(async () => {
  const { ClientSecretsCard } = await import('./client-secrets.js');
  return { default: ClientSecretsCard };
});

const LazyTryIt = lazy(async () => ({ default: (await import('./try-it.js')).TryItCard }));

/** The secrets of a client, for its page. */
export function ClientSecrets(props: ComponentProps<typeof LazySecrets>) {
  return (
    <Suspense fallback={<Skeleton />}>
      <LazySecrets {...props} />
    </Suspense>
  );
}

/** Commands and a test token of a client, for its page. */
export function TryIt(props: ComponentProps<typeof LazyTryIt>) {
  return (
    <Suspense fallback={<Skeleton />}>
      <LazyTryIt {...props} />
    </Suspense>
  );
}
