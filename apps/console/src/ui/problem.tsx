import { Button } from './button.js';
import { CopyButton } from './copy-button.js';
import { explain } from './explain.js';
import { Icon } from './icon.js';
import styles from './problem.module.css';
import { useMessages } from './use-messages.js';

interface ProblemProps {
  error: unknown;
  /** Repeats the failed read or act; offered when that may help. */
  onRetry?: () => void;
}

/** Says in words why something failed, and what to do. It is announced when it appears. */
export function Problem({ error, onRetry }: ProblemProps) {
  const t = useMessages();
  const { title, text, details = [], requestId, mayRetry, mustReload } = explain(error, t);
  return (
    <div className={styles.problem} role="alert">
      <Icon name="alert" />
      <div>
        <div className={styles.texts}>
          <p className={styles.title}>{title}</p>
          {text && <p>{text}</p>}
          {details.map((detail) => (
            <p key={detail}>{detail}</p>
          ))}
        </div>
        {requestId !== undefined && (
          <p className={styles.request}>
            {t('requestId')} <code>{requestId}</code> <CopyButton text={requestId} isSmall />
          </p>
        )}
        {mayRetry && onRetry && (
          <Button isSmall icon="refresh" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
        {mustReload && (
          <Button isSmall icon="refresh" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        )}
      </div>
    </div>
  );
}
