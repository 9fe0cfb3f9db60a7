import { Link } from '@tanstack/react-router';
import { useFound } from '../api/names.js';
import { Icon } from '../ui/icon.js';
import styles from './audit.module.css';
import { useMessages } from './use-messages.js';

/** Leads from the words of a search to the events of objects with such a name, which most events do not have. */
export function FoundObjects({ text }: { text: string }) {
  const t = useMessages();
  const found = useFound(text);
  if (found.length === 0) return null;
  return (
    <nav className={styles.found} aria-label={t('eventsOfFound')}>
      <span className={styles.quiet}>{t('eventsOfFound')}:</span>
      {found.map(({ type, id, name }) => (
        <Link
          key={`${type} ${id}`}
          to="/audit"
          search={{ subjectType: type, subjectId: id }}
          className={styles.more}
        >
          <Icon name="filter" />
          {name}
        </Link>
      ))}
    </nav>
  );
}
