import type { ReactNode } from 'react';
import { Button } from './button.js';
import styles from './layout.module.css';
import { Problem } from './problem.js';
import { useMessages } from './use-messages.js';

/** Says that there is nothing yet, and what to do about it. */
export function EmptyState(props: { title: ReactNode; text?: ReactNode; act?: ReactNode }) {
  const { title, text, act } = props;
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {act}
    </div>
  );
}

/** Says that no row matches the filters of a list. */
export function NothingFound({ onClear }: { onClear: () => void }) {
  const t = useMessages();
  return (
    <EmptyState
      title={t('nothingFound')}
      act={<Button onClick={onClear}>{t('clearFilters')}</Button>}
    />
  );
}

const WIDTHS = ['92%', '74%', '84%', '61%', '79%', '68%', '88%', '57%'];

/** Bars in place of content that loads. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const t = useMessages();
  return (
    <div className={styles.card} role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {WIDTHS.slice(0, lines).map((width) => (
        <div key={width} className={styles.skeleton} style={{ width }} />
      ))}
    </div>
  );
}

interface Query<Value> {
  data: Value | undefined;
  error: unknown;
  refetch: () => unknown;
}

interface LoadedProps<Value> {
  query: Query<Value>;
  lines?: number;
  children: (value: Value) => ReactNode;
}

/**
 * Shows the value of a query: bars while it loads, and the problem when it failed. A failed update of
 * a value that is there shows both, so that nothing disappears.
 */
export function Loaded<Value>({ query, lines, children }: LoadedProps<Value>) {
  const { data, error, refetch } = query;
  return (
    <>
      {Boolean(error) && <Problem error={error} onRetry={() => void refetch()} />}
      {data === undefined ? !error && <Skeleton lines={lines} /> : children(data)}
    </>
  );
}
