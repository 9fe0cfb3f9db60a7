import { useLanguage } from '../../messages/language.js';
import { Heads } from '../../ui/heads.js';
import styles from '../clients.module.css';
import { periodText } from '../data/period-text.js';
import type { UsageOfRange } from '../data/usage.js';
import { useMessages } from '../use-messages.js';

/** The numbers of the charts, the newest first; hours and days without use are left out. */
export function UsageTable({ usage: { unit, periods } }: { usage: UsageOfRange }) {
  const t = useMessages();
  const { language } = useLanguage();
  const numbers = new Intl.NumberFormat(language);
  const used = periods.filter(({ tokens, calls, denials }) => tokens + calls + denials > 0);
  if (used.length === 0) return <p>{t('noUse')}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls by keyboard
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('table')}>
      <table className={styles.table}>
        <Heads
          names={[
            t(unit === 'hour' ? 'hour' : 'day'),
            ...[t('tokens'), t('calls'), t('denials')].map((name): [string, string?] => [
              name,
              styles.number,
            ]),
          ]}
        />
        <tbody>
          {used.toReversed().map(({ startsAt, tokens, calls, denials }) => (
            <tr key={startsAt}>
              <th scope="row">{periodText(startsAt, unit, language)}</th>
              {[tokens, calls, denials].map((count, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- the columns are fixed
                <td key={index} className={styles.number}>
                  {numbers.format(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
