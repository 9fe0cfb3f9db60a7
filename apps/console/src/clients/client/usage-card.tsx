import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { type ListStateWith, useChangeList } from '../../routing/list-state.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/page.js';
import { Loaded, Skeleton } from '../../ui/states.js';
import styles from '../clients.module.css';
import { usageQuery, type UsageOfRange } from '../data/usage.js';
import { CLIENT_TABS, type Range } from '../filters.js';
import { useMessages } from '../use-messages.js';
import { UsageTable } from './usage-table.js';

/** The charts are a file of their own, which other screens do not load. */
const UsageCharts = lazy(async () => import('./usage-charts.js'));

/** Tokens, calls and denials of a client, as charts and as a table. */
export function UsageCard({ client, range }: { client: string; range: Range }) {
  const t = useMessages();
  const query = useQuery(usageQuery(client, range));
  return (
    <Card title={t('usage')} acts={<Ranges range={range} />}>
      <Loaded query={query}>{(usage) => <Usage usage={usage} />}</Loaded>
    </Card>
  );
}

function Usage({ usage }: { usage: UsageOfRange }) {
  const t = useMessages();
  return (
    <div className={styles.stack}>
      <Suspense fallback={<Skeleton lines={3} />}>
        <UsageCharts usage={usage} />
      </Suspense>
      <details>
        <summary>{t('asTable')}</summary>
        <UsageTable usage={usage} />
      </details>
    </div>
  );
}

const LABELS = {
  '24h': 'range24h',
  '7d': 'range7d',
  '30d': 'range30d',
  '90d': 'range90d',
  '400d': 'range400d',
} as const;

/** The range of time, which the address keeps. */
function Ranges({ range }: { range: Range }) {
  const t = useMessages();
  const change = useChangeList<ListStateWith<typeof CLIENT_TABS>>();
  return (
    <div className={styles.ranges} role="group" aria-label={t('range')}>
      {CLIENT_TABS.range.map((each) => (
        <Button
          key={each}
          isSmall
          aria-pressed={each === range}
          kind={each === range ? 'primary' : 'quiet'}
          onClick={() => change({ range: each })}
        >
          {t(LABELS[each])}
        </Button>
      ))}
    </div>
  );
}
