import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../messages/language.js';
import { Card } from '../ui/page.js';
import { Loaded } from '../ui/states.js';
import { usageOfDay } from './counts.js';
import type { SideUsage, Sums } from './usage-sums.js';
import styles from './overview.module.css';
import { useMessages } from './use-messages.js';

/** Rates of both sides: the last 24 hours, and the running hour. */
export function UsageTable() {
  const t = useMessages();
  const query = useQuery(usageOfDay);
  return (
    <Card title={t('usage')} lead={t('usageLead')}>
      <Loaded query={query} lines={3}>
        {(sides) => (sides.length === 0 ? <p>{t('noUsage')}</p> : <Sides sides={sides} />)}
      </Loaded>
    </Card>
  );
}

const SIDE_NAMES = { backoffice: 'backoffice', storefront: 'storefront' } as const;

function Sides({ sides }: { sides: SideUsage[] }) {
  const t = useMessages();
  const names = { tokensIssued: t('tokens'), apiCalls: t('calls'), denials: t('denials') };
  return (
    <div className={styles.sides}>
      {sides.map(({ side, day, hour }) => (
        <section key={side} aria-label={t(SIDE_NAMES[side as keyof typeof SIDE_NAMES])}>
          <h3>{t(SIDE_NAMES[side as keyof typeof SIDE_NAMES])}</h3>
          <dl className={styles.numbers}>
            {(Object.keys(names) as (keyof Sums)[]).map((name) => (
              <Figure key={name} label={names[name]} value={day[name]} hour={hour[name]} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Figure({ label, value, hour }: { label: string; value: number; hour: number }) {
  const t = useMessages();
  const { language } = useLanguage();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>{value.toLocaleString(language)}</strong>
        <small>{t('thisHour', { count: hour })}</small>
      </dd>
    </div>
  );
}
