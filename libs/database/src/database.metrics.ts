import { Counter, Gauge, type Registry } from 'prom-client';
import type { BoundedPool } from './pool.js';

/** Registers the metrics of the database connections; Prometheus reads the current values. */
export function observeDatabase(pool: BoundedPool, registry: Registry): void {
  gauge('latchkey_database_up', '1 while the database answers, 0 while it does not.', () =>
    pool.isSuspended ? 0 : 1,
  );
  gauge('latchkey_database_connections', 'Open connections.', () => pool.totalCount);
  gauge('latchkey_database_connections_idle', 'Idle open connections.', () => pool.idleCount);
  gauge(
    'latchkey_database_waiting',
    'Requests that wait for a connection.',
    () => pool.waitingCount,
  );
  registry.registerMetric(
    new Counter({
      name: 'latchkey_database_refusals_total',
      help: 'Requests without a connection: too many were waiting, or the database was away.',
      registers: [],
      collect() {
        this.reset();
        this.inc(pool.rejected);
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
