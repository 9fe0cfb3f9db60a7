import { useLanguage } from '../messages/language.js';
import { absoluteTime } from '../ui/time-text.js';
import styles from './secrets.module.css';

/** A time in the zone of the reader, with the zone, always visible. */
export function ExactTime({ value }: { value: string | Date }) {
  const { language } = useLanguage();
  const { local, zone } = absoluteTime(new Date(value), language);
  return (
    <span className={styles.exact}>
      {local} ({zone})
    </span>
  );
}
