import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { observeProcess } from './process-metrics.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function valueOf(registry: Registry, name: string, labels = ''): Promise<number> {
  const line = new RegExp(`^${name}${labels} (.+)$`, 'm').exec(await registry.metrics());
  if (!line) throw new Error(`there is no metric ${name}${labels}`);
  return Number(line[1]);
}

/** Seconds; much longer than the delays of a busy machine. */
const DELAY = 0.3;

/** Collects garbage and blocks the event loop for longer than `DELAY`. */
async function act(): Promise<void> {
  collectGarbage();
  await pause(50); // the monitor counts from its second sample
  for (const until = performance.now() + DELAY * 1000 + 50; performance.now() < until;);
  await pause(50);
}

it('reports the resources of the process under the usual metric names', async () => {
  const registry = new Registry();
  const stop = observeProcess(registry);
  const values = await Promise.all(
    [
      'process_cpu_user_seconds_total',
      'process_cpu_system_seconds_total',
      'process_cpu_seconds_total',
      'process_start_time_seconds',
      'process_resident_memory_bytes',
      'nodejs_heap_size_total_bytes',
      'nodejs_heap_size_used_bytes',
      'nodejs_external_memory_bytes',
    ].map(async (name) => valueOf(registry, name)),
  );
  stop();
  expect(values.filter((value) => value > 0)).toHaveLength(8);
  expect(await valueOf(registry, 'nodejs_version_info', `\\{version="${process.version}"\\}`)).toBe(
    1,
  );
});

it('does not add up process totals at each scrape', async () => {
  const registry = new Registry();
  observeProcess(registry)();
  await registry.metrics();
  const { user, system } = process.cpuUsage();
  const value = await valueOf(registry, 'process_cpu_seconds_total');
  expect(value).toBeLessThan((user + system) / 1e6 + 1);
});

it('observes the event loop and the garbage collector until it is stopped', async () => {
  const registry = new Registry();
  const stop = observeProcess(registry);
  const lag = async () => valueOf(registry, 'nodejs_eventloop_lag_max_seconds');
  const collections = async () =>
    valueOf(registry, 'nodejs_gc_duration_seconds_count', '\\{kind="major"\\}');

  await act();
  const before = { lag: await lag(), collections: await collections() };
  expect(before.lag).toBeGreaterThan(DELAY);
  expect(before.collections).toBeGreaterThan(0);

  stop();
  await registry.metrics();
  for (const until = performance.now() + 200; performance.now() < until;);
  await act();
  expect(await lag()).toBe(0);
  expect(await collections()).toBe(before.collections);
});

it('reports an event loop delay in one scrape only', async () => {
  const registry = new Registry();
  const stop = observeProcess(registry);
  await act();
  const lag = async (name: string) => valueOf(registry, `nodejs_eventloop_lag_${name}_seconds`);
  expect(await lag('p99')).toBeGreaterThan(DELAY);
  expect(await lag('max')).toBeLessThan(DELAY);
  stop();
});
