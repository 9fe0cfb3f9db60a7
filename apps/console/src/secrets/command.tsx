import type { ReactNode } from 'react';
import { CopyButton } from '../ui/copy-button.js';
import styles from './secrets.module.css';

/** A command for a terminal, to copy. */
export function Command(props: { title: string; text: string; note?: ReactNode }) {
  const { title, text, note } = props;
  return (
    <figure className={styles.command}>
      <figcaption>
        <strong>{title}</strong>
        <CopyButton text={text} isSmall />
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long line scrolls by keyboard */}
      <pre tabIndex={0}>{text}</pre>
      {note && <p className={styles.quiet}>{note}</p>}
    </figure>
  );
}
