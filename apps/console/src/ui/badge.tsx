import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { classes } from './classes.js';

export type Tone = 'good' | 'warn' | 'bad' | 'accent' | 'neutral';

/** A short state in words. The colour only repeats what the words say. */
export function Badge({
  tone = 'neutral',
  isPlain = false,
  children,
}: {
  tone?: Tone;
  /** Without the dot, for a kind instead of a state. */
  isPlain?: boolean;
  children: ReactNode;
}) {
  const look = tone === 'neutral' ? undefined : styles[tone];
  return <span className={classes(styles.badge, look, isPlain && styles.plain)}>{children}</span>;
}
