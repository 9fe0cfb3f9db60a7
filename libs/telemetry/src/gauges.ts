import { Counter, Gauge, type Registry } from 'prom-client';

type Read = () => number | Promise<number>;

/** Registers a gauge whose value is read for each scrape. */
export function gauge(registry: Registry, name: string, help: string, read: Read): void {
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

/** Registers a counter of a total that is kept elsewhere: each scrape replaces the value. */
export function counter(registry: Registry, name: string, help: string, read: () => number): void {
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
