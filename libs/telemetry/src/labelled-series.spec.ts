import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { DurationHistogram } from './duration-histogram.js';
import { LabelledCounter } from './labelled-counter.js';

let registry: Registry;

beforeEach(() => {
  registry = new Registry();
});

async function linesOf(start: string): Promise<string[]> {
  return (await registry.metrics()).split('\n').filter((line) => line.startsWith(start));
}

describe('DurationHistogram', () => {
  const options = { name: 'work_seconds', help: 'Work.', labelNames: ['kind', 'error'] as const };

  it('counts each duration in its bucket and in all larger ones', async () => {
    const durations = new DurationHistogram(options).register(registry);
    for (const seconds of [0, 0.0005, 0.00051, 0.002, 1, 10, 11]) {
      durations.observe(seconds, ['slow', '']);
    }
    expect(await linesOf('work_seconds')).toEqual([
      'work_seconds_bucket{kind="slow",le="0.0005"} 2',
      'work_seconds_bucket{kind="slow",le="0.001"} 3',
      ...['0.0025', '0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5'].map(
        (le) => `work_seconds_bucket{kind="slow",le="${le}"} 4`,
      ),
      ...['1', '2.5', '5'].map((le) => `work_seconds_bucket{kind="slow",le="${le}"} 5`),
      'work_seconds_bucket{kind="slow",le="10"} 6',
      'work_seconds_bucket{kind="slow",le="+Inf"} 7',
      `work_seconds_sum{kind="slow"} ${0.0005 + 0.00051 + 0.002 + 1 + 10 + 11}`,
      'work_seconds_count{kind="slow"} 7',
    ]);
    expect(await linesOf('# TYPE')).toEqual(['# TYPE work_seconds histogram']);
  });

  it('has a series for each combination of labels, and forgets all at a reset', async () => {
    const durations = new DurationHistogram(options).register(registry);
    durations.observe(1, ['one', '']);
    durations.observe(1, ['one', 'lost']);
    durations.observe(1, ['one', 'lost']);
    expect(await linesOf('work_seconds_count')).toEqual([
      'work_seconds_count{kind="one"} 1',
      'work_seconds_count{kind="one",error="lost"} 2',
    ]);
    registry.resetMetrics();
    expect(await linesOf('work_seconds')).toEqual([]);
  });
});

describe('LabelledCounter', () => {
  it('counts what is beyond 5,000 series in one series named other', async () => {
    const counter = new LabelledCounter({
      name: 'acts_total',
      help: 'Acts.',
      labelNames: ['by', 'of'],
    }).register(registry);
    for (let by = 0; by < 5100; by += 1) counter.add([String(by), '']);
    counter.add(['4999', '']);
    const lines = await linesOf('acts_total');
    expect(lines).toHaveLength(5001);
    expect(lines.slice(-2)).toEqual([
      'acts_total{by="4999"} 2',
      'acts_total{by="other",of="other"} 100',
    ]);
  });
});
