import { type ComponentProps, lazy, Suspense } from 'react';
import { Skeleton } from '../ui/states.js';

const LazyRequests = lazy(async () => {
  const { RefusedRequestsCard } = await import('./refused-requests.js');
  return { default: RefusedRequestsCard };
});

/** The last refused requests of a client, for its page. */
export function RefusedRequests(props: ComponentProps<typeof LazyRequests>) {
  return (
    <Suspense fallback={<Skeleton />}>
      <LazyRequests {...props} />
    </Suspense>
  );
}
