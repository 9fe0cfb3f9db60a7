import { readdir } from 'node:fs/promises';
import {
  constants,
  monitorEventLoopDelay,
  type PerformanceEntry,
  PerformanceObserver,
} from 'node:perf_hooks';
import { Gauge, Histogram, type Registry } from 'prom-client';
import { counter, gauge } from '#telemetry';

/** Milliseconds between two samples of the event loop; the value that prom-client uses. */
const LAG_RESOLUTION_MS = 10;

/** Seconds; a collection that pauses the process for more than 1 s is a failure in any case. */
const GC_BUCKETS = [0.001, 0.01, 0.1, 1];

const GC_KINDS: Readonly<Record<number, string>> = {
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weakcb',
};

/**
 * Reports the resources of the process: processor, memory, files, event loop, garbage collection.
 * Returns a function that stops the observation.
 *
 * Not `collectDefaultMetrics`: its event loop monitor and its garbage collector observer cannot be
 * stopped, so each application that starts and stops in a process would leave a pair behind. The
 * metric names are the same, so that existing dashboards fit.
 */
export function observeProcess(registry: Registry): () => void {
  observeUse(registry);
  const stops = [observeEventLoop(registry), observeGarbageCollection(registry)];
  return () => {
    for (const stop of stops) stop();
  };
}

function observeUse(registry: Registry): void {
  counter(registry, 'process_cpu_user_seconds_total', 'User CPU time.', () => seconds('user'));
  counter(registry, 'process_cpu_system_seconds_total', 'System CPU time.', () =>
    seconds('system'),
  );
  counter(registry, 'process_cpu_seconds_total', 'User and system CPU time.', () => {
    return seconds('user') + seconds('system');
  });

  const startedAt = Date.now() / 1000 - process.uptime();
  gauge(registry, 'process_start_time_seconds', 'In Unix seconds.', () => startedAt);
  gauge(registry, 'process_resident_memory_bytes', 'Memory in RAM.', () =>
    process.memoryUsage.rss(),
  );
  gauge(registry, 'nodejs_heap_size_total_bytes', 'Heap of V8.', memory('heapTotal'));
  gauge(registry, 'nodejs_heap_size_used_bytes', 'Heap in use.', memory('heapUsed'));
  gauge(registry, 'nodejs_external_memory_bytes', 'Buffers and the like.', memory('external'));
  if (process.platform === 'linux') {
    gauge(registry, 'process_open_fds', 'Open files and sockets.', async () => {
      return (await readdir('/proc/self/fd')).length - 1; // reading the folder opens one itself
    });
  }

  new Gauge({
    name: 'nodejs_version_info',
    help: 'The version of Node.js.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: process.version }, 1);
}

function seconds(part: 'user' | 'system'): number {
  return process.cpuUsage()[part] / 1e6;
}

function memory(part: 'heapTotal' | 'heapUsed' | 'external'): () => number {
  return () => process.memoryUsage()[part];
}

/**
 * Reports the event loop delays since the last scrape, because the worst delay of weeks ago would
 * hide current problems. Two scrapers each see a part of the delays.
 */
function observeEventLoop(registry: Registry): () => void {
  const delays = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  delays.enable();
  const lag = (name: string, help: string, read: () => number) =>
    gauge(registry, `nodejs_eventloop_lag_${name}_seconds`, help, () => read() / 1e9);
  lag('mean', 'Mean delay of the event loop.', () => delays.mean || 0); // NaN without samples
  lag('p50', 'Half of the delays are shorter.', () => delays.percentile(50));
  lag('p90', '90 of 100 delays are shorter.', () => delays.percentile(90));
  lag('p99', '99 of 100 delays are shorter.', () => delays.percentile(99));
  lag('max', 'The longest delay.', () => {
    const { max } = delays;
    delays.reset(); // the registry reads the metrics in this order, so this one is last
    return max;
  });
  return () => void delays.disable();
}

function observeGarbageCollection(registry: Registry): () => void {
  const durations = new Histogram({
    name: 'nodejs_gc_duration_seconds',
    help: 'Garbage collections by kind: major, minor, incremental, weakcb.',
    labelNames: ['kind'],
    buckets: GC_BUCKETS,
    registers: [registry],
  });
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // The type lacks the members that only one kind of entry has.
      const { detail, duration } = entry as PerformanceEntry & { detail: { kind: number } };
      durations.observe({ kind: GC_KINDS[detail.kind] ?? 'other' }, duration / 1000);
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => observer.disconnect();
}
