import { useEffect } from 'react';
import { SIGNED_IN_CHANNEL } from '../api/sign-in-again.js';
import { Page } from '../ui/page.js';
import { useMessages } from './use-messages.js';

/** The end of a sign-in in a second window: tells the first one, and closes itself. */
export function SignedInPage() {
  const t = useMessages();
  useEffect(() => {
    const channel = new BroadcastChannel(SIGNED_IN_CHANNEL);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin
    channel.postMessage('signed in');
    channel.close();
    window.close();
  }, []);
  return (
    <Page title={t('signedIn')} lead={t('signedInText')}>
      {null}
    </Page>
  );
}
