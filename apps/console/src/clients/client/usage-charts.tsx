import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useLanguage } from '../../messages/language.js';
import styles from '../clients.module.css';
import { periodText } from '../data/period-text.js';
import { type Period, sumsOf, type UsageOfRange } from '../data/usage.js';
import { useMessages } from '../use-messages.js';

const COLOURS = { tokens: 'var(--accent)', calls: 'var(--good)', denials: 'var(--bad)' } as const;

type Count = keyof typeof COLOURS;

/** One chart for each count, because calls are many more than tokens and denials. */
export default function UsageCharts({ usage }: { usage: UsageOfRange }) {
  const sums = sumsOf(usage.periods);
  return (
    <div className={styles.charts}>
      {(['tokens', 'calls', 'denials'] as const).map((count) => (
        <CountChart key={count} count={count} sum={sums[count]} usage={usage} />
      ))}
    </div>
  );
}

interface CountChartProps {
  count: Count;
  sum: number;
  usage: UsageOfRange;
}

function CountChart({ count, sum, usage: { unit, periods } }: CountChartProps) {
  const t = useMessages();
  const { language } = useLanguage();
  const name = (startsAt: number) => periodText(startsAt, unit, language);
  const short = (startsAt: number) => tickText(startsAt, unit, language);
  return (
    <section className={styles.chart} aria-label={t(count)}>
      <h3>{t(count)}</h3>
      <p className={styles.sum}>{new Intl.NumberFormat(language).format(sum)}</p>
      <div className={styles.plot}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={periods} margin={{ top: 4, right: 0, bottom: 0, left: 0 }}>
            <XAxis
              dataKey="startsAt"
              tickFormatter={short}
              tick={{ fontSize: 11, fill: 'currentColor' }}
              stroke="var(--line)"
              minTickGap={32}
            />
            <YAxis hide allowDecimals={false} domain={[0, (most: number) => Math.max(most, 1)]} />
            <Tooltip
              cursor={{ fill: 'var(--hover)' }}
              isAnimationActive={false}
              content={({ active, payload }) => {
                const period = payload[0]?.payload as Period | undefined;
                if (!active || !period) return null;
                const counted = new Intl.NumberFormat(language).format(period[count]);
                return <div className={styles.tip}>{`${name(period.startsAt)}: ${counted}`}</div>;
              }}
            />
            <Bar dataKey={count} fill={COLOURS[count]} isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </section>
  );
}

/** A short name below the chart. */
function tickText(startsAt: number, unit: 'hour' | 'day', language: string): string {
  const options =
    unit === 'hour'
      ? ({ weekday: 'short', hour: '2-digit' } as const)
      : ({ day: 'numeric', month: 'short', timeZone: 'UTC' } as const);
  return new Intl.DateTimeFormat(language, options).format(startsAt);
}
