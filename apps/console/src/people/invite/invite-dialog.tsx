import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '#client';
import { api } from '../../api/client.js';
import { Button } from '../../ui/button.js';
import { CopyButton } from '../../ui/copy-button.js';
import { Dialog, DialogActs } from '../../ui/dialog.js';
import { Icon } from '../../ui/icon.js';
import { Problem } from '../../ui/problem.js';
import { Time } from '../../ui/time.js';
import { nameOf, type Person } from '../data/person.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';

type Purpose = 'invitation' | 'recovery';

/** The steps of an invitation. Only `shown` has the link, which goes with the dialog. */
type Step =
  | { name: 'asked' }
  | { name: 'sent'; expiresAt: string }
  | { name: 'noReceiver' }
  | { name: 'shown'; link: string; expiresAt: string };

interface InviteDialogProps {
  person: Person;
  purpose: Purpose;
  isOpen: boolean;
  onClose: () => void;
}

/**
 * Sends a link by a message. Where nobody sends messages, it shows the first link of a new person once.
 */
export function InviteDialog({ person, purpose, isOpen, onClose }: InviteDialogProps) {
  const t = useMessages();
  const title = t(purpose === 'invitation' ? 'inviteTitle' : 'recoverTitle', {
    name: nameOf(person),
  });
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <Steps person={person} purpose={purpose} onClose={onClose} />
    </Dialog>
  );
}

function Steps({ person, purpose, onClose }: Omit<InviteDialogProps, 'isOpen'>) {
  const t = useMessages();
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>({ name: 'asked' });
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  useLeaveWarning(step.name === 'shown');
  const take = async (act: () => Promise<Step>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      setStep(await act());
      await queries.invalidateQueries({ queryKey: ['people', person.kind, 'sign-in-states'] });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'no_receiver')
        setStep({ name: 'noReceiver' });
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <StepText {...{ step, person, purpose }} />
      {failure !== undefined && <Problem error={failure} />}
      <DialogActs>
        <Button onClick={onClose}>{t(step.name === 'asked' ? 'cancel' : 'done')}</Button>
        {step.name === 'asked' && (
          <Button
            kind="primary"
            isBusy={isBusy}
            onClick={() => void take(async () => send(person, purpose))}
          >
            {t('sendLink')}
          </Button>
        )}
        {step.name === 'noReceiver' && purpose === 'invitation' && (
          <Button
            kind="primary"
            isBusy={isBusy}
            onClick={() => void take(async () => show(person))}
          >
            {t('showLink')}
          </Button>
        )}
      </DialogActs>
    </>
  );
}

/** Asks the server of the person to send a link. */
async function send({ kind, id }: Person, purpose: Purpose): Promise<Step> {
  const init = {
    params: { path: { id } },
    body: { data: { type: 'sign-in-links', attributes: { purpose } } },
  } as const;
  const { data } =
    kind === 'staff'
      ? await api.POST('/api/users/{id}/sign-in-links', init)
      : await api.POST('/api/customer-users/{id}/sign-in-links', init);
  return { name: 'sent', expiresAt: data.meta.expiresAt };
}

/** Makes the link that this page shows. No query keeps it. */
async function show({ kind, id }: Person): Promise<Step> {
  const init = { params: { path: { id } } };
  const { data } =
    kind === 'staff'
      ? await api.POST('/api/users/{id}/invitation-links', init)
      : await api.POST('/api/customer-users/{id}/invitation-links', init);
  const { link, expiresAt } = data.meta;
  return { name: 'shown', link, expiresAt };
}

interface StepTextProps {
  step: Step;
  person: Person;
  purpose: Purpose;
}

function StepText({ step, person, purpose }: StepTextProps) {
  const t = useMessages();
  const { email } = person;
  if (step.name === 'asked') {
    return <p>{t(purpose === 'invitation' ? 'inviteText' : 'recoverText', { email })}</p>;
  }
  if (step.name === 'noReceiver') {
    return <p>{t(purpose === 'invitation' ? 'noReceiver' : 'noReceiverRecovery')}</p>;
  }
  const until = (
    <p>
      {t('linkUntil')} <Time value={step.expiresAt} />
    </p>
  );
  if (step.name === 'sent') {
    return (
      <>
        <p role="status">{t('linkSent', { email })}</p>
        {until}
      </>
    );
  }
  return (
    <>
      <ShownLink link={step.link} />
      <div className={styles.note}>
        <Icon name="alert" />
        <p>{t('linkOnce', { email })}</p>
      </div>
      {until}
    </>
  );
}

/** The link, hidden until the person asks for it. */
function ShownLink({ link }: { link: string }) {
  const t = useMessages();
  const [isVisible, setVisible] = useState(false);
  return (
    <div className={styles.row}>
      <code className={styles.link} aria-label={t('link')}>
        {isVisible ? link : '•'.repeat(32)}
      </code>
      <Button icon="eye" aria-pressed={isVisible} onClick={() => setVisible(!isVisible)}>
        {t(isVisible ? 'hide' : 'reveal')}
      </Button>
      <CopyButton text={() => link} label={t('copyLink')} />
    </div>
  );
}

/** Warns before the window closes, because nobody can see the link again. */
function useLeaveWarning(isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isActive]);
}
