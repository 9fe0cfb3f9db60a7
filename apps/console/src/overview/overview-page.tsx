import { Page } from '../ui/page.js';
import { useMessages } from './use-messages.js';

/** The first screen: what needs attention. */
export function OverviewPage() {
  const t = useMessages();
  return <Page title={t('title')}>{null}</Page>;
}
