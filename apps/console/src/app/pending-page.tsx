import styles from '../ui/layout.module.css';
import { Skeleton } from '../ui/states.js';

/** Shown while the file of a screen loads. */
export function PendingPage() {
  return (
    <div className={styles.page}>
      <Skeleton lines={6} />
    </div>
  );
}
