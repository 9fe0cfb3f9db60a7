import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { CONSOLE, signInAddress } from '../api/base.js';
import { readSession, sessionQuery, useSession } from '../api/session.js';
import { signInAgain, type SignInReason, SIGNED_IN_CHANNEL } from '../api/sign-in-again.js';
import { Button } from '../ui/button.js';
import { Dialog, DialogActs } from '../ui/dialog.js';
import { useToast } from '../ui/toast.js';
import { useMessages } from './use-messages.js';

/** Lets the person sign in again in another window while calls wait. */
export function SignInAgainDialog() {
  const t = useMessages();
  const reason = useSyncExternalStore(signInAgain.subscribe, () => signInAgain.reason);
  return (
    <Dialog
      isOpen={reason !== undefined}
      onClose={() => signInAgain.settle(false)}
      title={t(reason === 'recent' ? 'recentTitle' : 'endedTitle')}
    >
      {reason && <Waiting reason={reason} />}
    </Dialog>
  );
}

function Waiting({ reason }: { reason: SignInReason }) {
  const t = useMessages();
  const [isOpened, setOpened] = useState(false);
  useContinueAfterSignIn();
  const open = () => {
    window.open(signInAddress(`${CONSOLE}/signed-in`), '_blank', 'popup,width=520,height=720');
    setOpened(true);
  };
  return (
    <>
      <p>{t(reason === 'recent' ? 'recentText' : 'endedText')}</p>
      <p role="status">{isOpened && t('signInWaiting')}</p>
      <DialogActs>
        <Button kind="primary" icon="external" onClick={open}>
          {t('signIn')}
        </Button>
      </DialogActs>
    </>
  );
}

/** Continues the waiting calls when a window of this browser says that the person has signed in. */
function useContinueAfterSignIn(): void {
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  const { person } = useSession();
  const proceed = useCallback(async () => {
    const session = await readSession();
    if (!session) return;
    queries.setQueryData(sessionQuery.queryKey, session);
    if (session.person.id === person.id) {
      signInAgain.settle(true);
      return;
    }
    // Input of one person must not be sent in the name of another.
    const { givenName, familyName } = session.person;
    toast.bad(t('otherPerson', { name: `${givenName} ${familyName}` }));
    signInAgain.settle(false);
    location.reload();
  }, [queries, person.id, toast, t]);
  useEffect(() => {
    const channel = new BroadcastChannel(SIGNED_IN_CHANNEL);
    channel.addEventListener('message', () => void proceed());
    return () => channel.close();
  }, [proceed]);
}
