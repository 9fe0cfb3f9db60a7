import type { ReactNode } from 'react';
import { useSession } from '../api/session.js';
import { Page } from './page.js';
import { useMessages } from './use-messages.js';

/**
 * Shows a screen to people with the scope, and to others the reason why they do not see it. With a list,
 * one of the scopes is enough.
 */
export function RequireScope(props: { scope: string | readonly string[]; children: ReactNode }) {
  const { scope, children } = props;
  const t = useMessages();
  const { scopes: held } = useSession();
  const wanted = typeof scope === 'string' ? [scope] : scope;
  if (wanted.some((each) => held.includes(each))) return children;
  return (
    <Page title={t('pageForbidden')} lead={t('pageForbiddenText', { scope: wanted.join(' / ') })}>
      {null}
    </Page>
  );
}
