import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { IconButton } from './button.js';
import { classes } from './classes.js';
import styles from './dialog.module.css';
import { useMessages } from './use-messages.js';

/** The state of a dialog, and what closes it. */
export interface OpenProps {
  isOpen: boolean;
  /** Called for Escape and the close button. */
  onClose: () => void;
}

export interface DialogProps extends OpenProps {
  title: ReactNode;
  /** True for a dialog that must be answered: Escape and the close button are off. */
  isModalOnly?: boolean;
  isWide?: boolean;
  children: ReactNode;
}

/**
 * A dialog above the page, which keeps the focus. A click beside it does nothing, so that no input is
 * lost. Its content exists only while it is open.
 */
export function Dialog({ isOpen, onClose, title, children, ...look }: DialogProps) {
  const { isModalOnly = false, isWide = false } = look;
  const t = useMessages();
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (!open && !isModalOnly) onClose();
      }}
      disablePointerDismissal
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={classes(styles.popup, isWide && styles.wide)}>
          <div className={styles.head}>
            <Base.Title render={<h2 />}>{title}</Base.Title>
            {!isModalOnly && (
              <IconButton icon="close" isSmall label={t('close')} onClick={onClose} />
            )}
          </div>
          <div className={styles.body}>{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The buttons of a dialog, at its end. */
export function DialogActs({ children }: { children: ReactNode }) {
  return <div className={styles.acts}>{children}</div>;
}
