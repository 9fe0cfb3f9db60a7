import { type ReactNode, useId, useState } from 'react';
import { Button } from './button.js';
import { Dialog, DialogActs, type OpenProps } from './dialog.js';
import styles from './dialog.module.css';
import field from './field.module.css';
import { Problem } from './problem.js';
import { useMessages } from './use-messages.js';

interface ConfirmDialogProps extends OpenProps {
  title: ReactNode;
  /** The consequences, with numbers: "41 tokens of the last hour stop working". */
  children: ReactNode;
  /** Names the act: "End the secret", never "OK". */
  actLabel: ReactNode;
  cancelLabel?: ReactNode;
  /** Does it. An error that it throws is shown, and the dialog stays. Otherwise the dialog closes. */
  onConfirm: () => Promise<void>;
  /** Explains a failure in other words than usual; the usual words follow when it returns nothing. */
  explain?: (failure: unknown) => ReactNode;
  /** A word that the person must type first, such as the name of the client. */
  typed?: string;
  /** False while a choice of the dialog is missing. */
  isReady?: boolean;
}

/** Asks before an act that cannot be undone, or that ends access. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose, title } = props;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      {/* Mounted with the dialog, so that a typed word does not survive it. */}
      <Confirmation {...props} />
    </Dialog>
  );
}

function Confirmation(props: ConfirmDialogProps) {
  const { onClose, children, actLabel, cancelLabel, onConfirm, typed, isReady = true } = props;
  const { explain } = props;
  const t = useMessages();
  const [word, setWord] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const confirm = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const isAllowed = isReady && (typed === undefined || word.trim() === typed);
  return (
    <>
      {children}
      {typed !== undefined && <TypedWord {...{ typed, word, setWord }} />}
      {failure !== undefined && (explain?.(failure) || <Problem error={failure} />)}
      <DialogActs>
        <Button onClick={onClose}>{cancelLabel ?? t('cancel')}</Button>
        <Button kind="danger" isBusy={isBusy} disabled={!isAllowed} onClick={() => void confirm()}>
          {actLabel}
        </Button>
      </DialogActs>
    </>
  );
}

interface TypedWordProps {
  typed: string;
  word: string;
  setWord: (word: string) => void;
}

function TypedWord({ typed, word, setWord }: TypedWordProps) {
  const t = useMessages();
  const id = useId();
  const [before, after] = t('typeToConfirm', { word: '\0' }).split('\0');
  return (
    <div className={field.field}>
      <label htmlFor={id}>
        {before}
        <strong className={styles.word}>{typed}</strong>
        {after}
      </label>
      <input
        id={id}
        className={field.control}
        value={word}
        onChange={(event) => setWord(event.target.value)}
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  );
}
