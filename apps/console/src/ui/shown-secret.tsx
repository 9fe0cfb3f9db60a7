import { useBlocker } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Button } from './button.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { CopyButton } from './copy-button.js';
import { Dialog, DialogActs } from './dialog.js';
import styles from './shown-secret.module.css';
import { useMessages } from './use-messages.js';

interface ShownSecretProps {
  /** The secret. The caller has it in the state of the screen alone, and drops it in `onDone`. */
  secret: string;
  title: string;
  /** The name of the file for a download, such as `erp.env`, and its content. */
  fileName: string;
  fileText: string;
  onDone: () => void;
}

/**
 * Shows a secret once. It is not in the page until the person asks for it, and leaving warns. Nothing
 * keeps it after `onDone`.
 */
export function ShownSecret({ title, ...props }: ShownSecretProps) {
  const [isKept, setKept] = useState(false);
  const isDone = useRef(false);
  const done = () => {
    isDone.current = true;
    props.onDone();
  };
  return (
    <Dialog isOpen isModalOnly onClose={done} title={title}>
      <SecretContent {...props} onDone={done} isKept={isKept} onKept={() => setKept(true)} />
      <LeaveGuard isActive={() => !isDone.current} />
    </Dialog>
  );
}

interface ContentProps extends Omit<ShownSecretProps, 'title'> {
  /** True when the person has copied or downloaded the secret. */
  isKept: boolean;
  onKept: () => void;
}

function SecretContent({ secret, fileName, fileText, onDone, isKept, onKept }: ContentProps) {
  const t = useMessages();
  const [isShown, setShown] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const download = () => {
    const address = URL.createObjectURL(new Blob([fileText], { type: 'text/plain' }));
    Object.assign(document.createElement('a'), { href: address, download: fileName }).click();
    URL.revokeObjectURL(address);
    onKept();
  };
  const copied = () => {
    onKept();
    return secret;
  };
  return (
    <>
      <p>{t('secretOnce')}</p>
      <output className={styles.secret} aria-label={t('secret')}>
        {isShown ? secret : MASK}
      </output>
      <div className={styles.acts}>
        <Button icon="eye" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? 'hideSecret' : 'showSecret')}
        </Button>
        <CopyButton text={copied} label={t('copySecret')} />
        <Button icon="download" onClick={download}>
          {t('downloadSecret')}
        </Button>
      </div>
      {isAsked && !isKept && <p className={styles.warning}>{t('secretNotKept')}</p>}
      <DialogActs>
        <Button
          kind={isKept ? 'primary' : undefined}
          onClick={() => (isKept || isAsked || isShown ? onDone() : setAsked(true))}
        >
          {t(isAsked && !isKept ? 'closeAnyway' : 'done')}
        </Button>
      </DialogActs>
    </>
  );
}

/** The same for every secret, so that it tells nothing of its length. */
const MASK = '•'.repeat(32);

/** Asks before the page with the secret is left. */
function LeaveGuard({ isActive }: { isActive: () => boolean }) {
  const t = useMessages();
  const blocker = useBlocker({
    shouldBlockFn: isActive,
    enableBeforeUnload: isActive,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      isOpen={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t('leaveSecretTitle')}
      actLabel={t('leave')}
      cancelLabel={t('stay')}
      onConfirm={async () => blocker.proceed?.()}
    >
      <p>{t('leaveSecretText')}</p>
    </ConfirmDialog>
  );
}
