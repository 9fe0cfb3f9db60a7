import { Counter, Gauge, type Registry } from 'prom-client';
import type { BoundedPool } from './pool.js';

/** What Prometheus may know of the database, read when it asks. */
export function observeDatabase(pool: BoundedPool, registry: Registry): void {
  gauge('latchkey_database_up', '1 while the database answers, 0 while it is away.', () =>
    pool.isSuspended ? 0 : 1,
  );
  gauge('latchkey_database_connections', 'Connections that are open.', () => pool.totalCount);
  gauge('latchkey_database_connections_idle', 'Those of them that are free.', () => pool.idleCount);
  gauge('latchkey_database_waiting', 'Requests that wait for one.', () => pool.waitingCount);
  registry.registerMetric(
    new Counter({
      name: 'latchkey_database_refusals_total',
      help: 'Requests that got no connection: too many waited, or the database was away.',
      registers: [],
      collect() {
        this.reset();
        this.inc(pool.refused);
      },
    }),
  );

  function gauge(name: string, help: string, read: () => number): void {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  }
}
