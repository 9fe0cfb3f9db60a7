import { useSyncExternalStore } from 'react';
import { IconButton } from './button.js';
import { classes } from './classes.js';
import { Icon } from './icon.js';
import styles from './toast.module.css';
import { useMessages } from './use-messages.js';

interface Shown {
  id: number;
  text: string;
  isBad: boolean;
}

/** Milliseconds for which a success is shown. A failure stays until the person closes it. */
const SHOWN_MS = 6000;

/** Messages at the same time, at most; older ones go. */
const MAX_TOASTS = 4;

let toasts: readonly Shown[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(changed: readonly Shown[]): void {
  toasts = changed.slice(-MAX_TOASTS);
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

function add(text: string, isBad: boolean): void {
  last += 1;
  const id = last;
  change([...toasts, { id, text, isBad }]);
  if (!isBad) setTimeout(() => dismiss(id), SHOWN_MS);
}

const toast = {
  /** Says that an act succeeded. */
  good: (text: string) => add(text, false),
  /** Says that something failed for which the page has no better place. */
  bad: (text: string) => add(text, true),
};

/** Short messages at the edge of the page: `useToast().good(t('saved'))`. */
export const useToast = () => toast;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The place of the messages. The shell renders it once. */
export function ToastHost() {
  const t = useMessages();
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {shown.map(({ id, text, isBad }) => (
        <div key={id} className={classes(styles.toast, isBad && styles.bad)}>
          <Icon name={isBad ? 'alert' : 'check'} />
          <p>{text}</p>
          <IconButton icon="close" isSmall label={t('dismiss')} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
