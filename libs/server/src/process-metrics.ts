import { readdir } from 'node:fs/promises';
import {
  constants,
  monitorEventLoopDelay,
  type PerformanceEntry,
  PerformanceObserver,
} from 'node:perf_hooks';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Milliseconds between two looks at the event loop; prom-client's own choice. */
const LAG_RESOLUTION_MS = 10;

/** Seconds; a collection that stops everything for longer than 1 s is a failure as it is. */
const GC_BUCKETS = [0.001, 0.01, 0.1, 1];

const GC_KINDS: Readonly<Record<number, string>> = {
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weakcb',
};

/**
 * What the process itself uses: processor, memory, files, event loop, garbage
 * collection. Returns what ends it.
 *
 * Not `collectDefaultMetrics`: its event loop monitor and its observer of the
 * garbage collector cannot be ended, so each application that starts and stops
 * in a process would leave a pair behind. The names are the same, so that
 * dashboards fit.
 */
export function observeProcess(registry: Registry): () => void {
  observeUse(registry);
  const stops = [observeEventLoop(registry), observeGarbageCollection(registry)];
  return () => {
    for (const stop of stops) stop();
  };
}

function observeUse(registry: Registry): void {
  counter(registry, 'process_cpu_user_seconds_total', 'In our code.', () => seconds('user'));
  counter(registry, 'process_cpu_system_seconds_total', 'In the kernel.', () => seconds('system'));
  counter(registry, 'process_cpu_seconds_total', 'Processor time, the sum of both.', () => {
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
      return (await readdir('/proc/self/fd')).length - 1; // one is this look at the folder
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
 * The delays since the last time that somebody asked: the worst one of weeks ago would hide what is
 * wrong now. Two who ask have each a part of them.
 */
function observeEventLoop(registry: Registry): () => void {
  const delays = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  delays.enable();
  const lag = (name: string, help: string, read: () => number) =>
    gauge(registry, `nodejs_eventloop_lag_${name}_seconds`, help, () => read() / 1e9);
  lag('mean', 'Mean delay of the event loop.', () => delays.mean || 0); // of none it is NaN
  lag('p50', 'Half of the delays are shorter.', () => delays.percentile(50));
  lag('p90', '90 of 100 delays are shorter.', () => delays.percentile(90));
  lag('p99', '99 of 100 delays are shorter.', () => delays.percentile(99));
  lag('max', 'The longest delay.', () => {
    const { max } = delays;
    delays.reset(); // all of them are read in their order, this one last
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
      // Its type lacks what belongs to one kind of entry only.
      const { detail, duration } = entry as PerformanceEntry & { detail: { kind: number } };
      durations.observe({ kind: GC_KINDS[detail.kind] ?? 'other' }, duration / 1000);
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => observer.disconnect();
}

type Reading = () => number | Promise<number>;

function gauge(registry: Registry, name: string, help: string, read: Reading): void {
  const metric = new Gauge({
    name,
    help,
    registers: [],
    async collect() {
      this.set(await read());
    },
  });
  registry.registerMetric(metric);
}

/** Of something that is counted elsewhere: it is read, not added up. */
function counter(registry: Registry, name: string, help: string, read: () => number): void {
  const metric = new Counter({
    name,
    help,
    registers: [],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
  registry.registerMetric(metric);
}
