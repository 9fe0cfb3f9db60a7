import { type ReactNode, useRef, useState } from 'react';
import { Button } from './button.js';
import { CopyButton } from './copy-button.js';
import { Dialog, DialogActs } from './dialog.js';
import { LeaveGuard } from './leave-guard.js';
import styles from './shown-secret.module.css';
import { useMessages } from './use-messages.js';

interface ShownSecretProps {
  /** The secret or token. The caller has it in the state of the screen alone, and drops it in `onDone`. */
  secret: string;
  title: string;
  /** Names the token, when it is no secret of a client. */
  label?: string;
  /** Says how to use it; without it, the text for a secret of a client. */
  lead?: string;
  /** The file of a download, such as `erp.env`; none without. */
  file?: { name: string; text: string };
  /** Facts below it. */
  children?: ReactNode;
  onDone: () => void;
}

/** The file with a secret of a client. */
export function secretFile(client: { id: string; name: string }, secret: string) {
  const name = `${client.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.env`;
  return { name, text: `CLIENT_ID=${client.id}\nCLIENT_SECRET=${secret}\n` };
}

/**
 * Shows a secret once. It is not in the page until the person asks for it, and leaving warns. Nothing
 * keeps it after `onDone`.
 */
export function ShownSecret({ title, ...props }: ShownSecretProps) {
  const t = useMessages();
  const [isKept, setKept] = useState(false);
  const isDone = useRef(false);
  const done = () => {
    isDone.current = true;
    props.onDone();
  };
  return (
    <Dialog isOpen isModalOnly onClose={done} title={title}>
      <SecretContent {...props} onDone={done} isKept={isKept} onKept={() => setKept(true)} />
      <LeaveGuard isActive={() => !isDone.current} title={t('leaveSecretTitle')}>
        {t('leaveSecretText')}
      </LeaveGuard>
    </Dialog>
  );
}

interface ContentProps extends Omit<ShownSecretProps, 'title'> {
  /** True when the person has copied or downloaded the secret. */
  isKept: boolean;
  onKept: () => void;
}

function SecretContent({ secret, file, onDone, isKept, onKept, ...texts }: ContentProps) {
  const t = useMessages();
  const [isShown, setShown] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const copied = () => {
    onKept();
    return secret;
  };
  return (
    <>
      <p>{texts.lead ?? t('secretOnce')}</p>
      <output className={styles.secret} aria-label={texts.label ?? t('secret')}>
        {isShown ? secret : MASK}
      </output>
      <div className={styles.acts}>
        <Button icon="eye" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? 'hideSecret' : 'showSecret')}
        </Button>
        <CopyButton text={copied} label={t('copySecret')} />
        {file && <Download file={file} onKept={onKept} />}
      </div>
      {texts.children}
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

function Download({ file, onKept }: Required<Pick<ContentProps, 'file' | 'onKept'>>) {
  const t = useMessages();
  const download = () => {
    const address = URL.createObjectURL(new Blob([file.text], { type: 'text/plain' }));
    Object.assign(document.createElement('a'), { href: address, download: file.name }).click();
    URL.revokeObjectURL(address);
    onKept();
  };
  return (
    <Button icon="download" onClick={download}>
      {t('downloadSecret')}
    </Button>
  );
}

/** The same for every secret, so that it tells nothing of its length. */
const MASK = '•'.repeat(32);
