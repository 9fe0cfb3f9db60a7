import type { Registry } from 'prom-client';
import { counter, gauge } from '#telemetry';
import type { Notifications } from './notifications.js';
import type { BoundedPool } from './pool.js';
import type { ReadReplica } from './replica/read-replica.js';

/** Registers the metrics of the database connections; Prometheus reads the current values. */
export function observeDatabase(pool: BoundedPool, registry: Registry): void {
  gauge(
    registry,
    'latchkey_database_up',
    '1 while the database answers, 0 while it does not.',
    () => (pool.isSuspended ? 0 : 1),
  );
  gauge(registry, 'latchkey_database_connections', 'Open connections.', () => pool.totalCount);
  gauge(
    registry,
    'latchkey_database_connections_max',
    'Limit of open connections (database.poolSize).',
    () => pool.options.max,
  );
  gauge(
    registry,
    'latchkey_database_connections_idle',
    'Idle open connections.',
    () => pool.idleCount,
  );
  gauge(
    registry,
    'latchkey_database_waiting',
    'Requests that wait for a connection.',
    () => pool.waitingCount,
  );
  counter(
    registry,
    'latchkey_database_refusals_total',
    'Requests without a connection: too many were waiting, or the database was away.',
    () => pool.rejected,
  );
  pool.statements.register(registry);
  pool.waits.register(registry);
}

/** Registers how old the view of this process may be of changes by other processes. */
export function observeNotifications(notifications: Notifications, registry: Registry): void {
  gauge(
    registry,
    'latchkey_notifications_connected',
    '1 while changes by other processes reach this one, 0 while they may be missed.',
    () => (notifications.isConnected ? 1 : 0),
  );
  gauge(
    registry,
    'latchkey_notification_lag_seconds',
    'Seconds since the time up to which this process has certainly received all changes.',
    () => notifications.lag,
  );
}

/** Registers the metrics of the read replica. */
export function observeReplica(replica: ReadReplica, registry: Registry): void {
  gauge(
    registry,
    'latchkey_replica_used',
    '1 while reads may go to the read replica, 0 while all go to the primary.',
    () => (replica.isUsed ? 1 : 0),
  );
  gauge(
    registry,
    'latchkey_replica_lag_seconds',
    'Seconds by which the content of the read replica may be older than that of the primary.',
    () => replica.lag,
  );
  replica.reads.register(registry);
}
