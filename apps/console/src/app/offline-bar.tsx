import { useSyncExternalStore } from 'react';
import { Icon } from '../ui/icon.js';
import styles from './shell.module.css';
import { useMessages } from './use-messages.js';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says that the browser is offline. Screen readers announce it. */
export function OfflineBar() {
  const t = useMessages();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!isOnline && (
        <p className={styles.offline}>
          <Icon name="offline" />
          {t('offline')}
        </p>
      )}
    </div>
  );
}
