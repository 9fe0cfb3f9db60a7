import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { Page } from '../ui/page.js';
import { Problem } from '../ui/problem.js';
import { useMessages } from './use-messages.js';

/** Shown in place of a screen that failed. The navigation stays. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="Latchkey">
      <Problem error={error} onRetry={reset} />
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
