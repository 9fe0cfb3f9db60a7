import type { AuditEvent } from './events.js';
import { type Changed, changesOf } from './event-texts.js';
import { Heads } from '../ui/heads.js';
import styles from './audit.module.css';
import { useMessages } from './use-messages.js';

/** The values before and after an act, side by side. Words and signs say what was added and removed. */
export function Difference({ event }: { event: AuditEvent }) {
  const t = useMessages();
  const changes = changesOf(event);
  if (changes.length === 0) return <p className={styles.quiet}>{t('noValues')}</p>;
  return (
    <table className={styles.difference}>
      <Heads names={[t('value'), t('before'), t('after')]} />
      <tbody>
        {changes.map((change) => (
          <ChangedValue key={change.name} {...change} />
        ))}
      </tbody>
    </table>
  );
}

function ChangedValue({ name, before, after }: Changed) {
  const t = useMessages();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={t('before')}>{before !== undefined && <del>{before}</del>}</td>
      <td data-label={t('after')}>{after !== undefined && <ins>{after}</ins>}</td>
    </tr>
  );
}
