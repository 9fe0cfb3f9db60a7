import { Time } from '../ui/time.js';
import type { UsedNetwork } from './secret.js';
import styles from './secrets.module.css';
import { useMessages } from './use-messages.js';

/** The networks from which a secret was used, each with its last use. */
export function Networks({ networks }: { networks: readonly UsedNetwork[] }) {
  const t = useMessages();
  if (networks.length === 0) return <span className={styles.quiet}>{t('noNetwork')}</span>;
  return (
    <ul className={styles.networks}>
      {networks.map(({ network, lastUsedAt }) => (
        <li key={network}>
          <code>{network}</code> <Time value={lastUsedAt} />
        </li>
      ))}
    </ul>
  );
}
