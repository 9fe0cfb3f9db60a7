import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { Page } from '../ui/page.js';
import { Problem } from '../ui/problem.js';
import { useMessages } from './use-messages.js';

/** Shown in place of a screen that failed. The navigation stays. */
export function ErrorPage({ error }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <Page title="Latchkey">
      <Problem error={error} onRetry={() => void router.invalidate()} />
    </Page>
  );
}

/** Shown for an address without a screen. */
export function NotFoundPage() {
  const t = useMessages();
  return (
    <Page title={t('notFound')} lead={t('notFoundText')}>
      <p>
        <Link to="/">{t('toOverview')}</Link>
      </p>
    </Page>
  );
}
