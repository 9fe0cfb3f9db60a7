import { gauge, percentiles, quantile, rate, STATEMENTS, WAITS } from './expressions.mjs';

/** Each line of a panel is a legend and an expression. */
export const DATABASE = {
  uid: 'latchkey-database',
  title: 'Latchkey: database and pool',
  panels: [
    {
      title: 'Database answers',
      unit: 'short',
      max: 1,
      lines: [['{{instance}}', gauge('latchkey_database_up')]],
    },
    {
      title: 'Connections',
      unit: 'short',
      lines: [
        ['{{instance}} open', gauge('latchkey_database_connections')],
        ['{{instance}} idle', gauge('latchkey_database_connections_idle')],
        ['{{instance}} limit', gauge('latchkey_database_connections_max')],
      ],
    },
    {
      title: 'Requests that wait for a connection',
      unit: 'short',
      lines: [['{{instance}}', gauge('latchkey_database_waiting')]],
    },
    { title: 'Wait for a connection', unit: 's', lines: percentiles(WAITS) },
    {
      title: 'Statements by operation',
      unit: 'ops',
      lines: [['{{db_operation_name}}', rate(`${STATEMENTS}_count`, 'db_operation_name')]],
    },
    {
      title: 'p99 of statements',
      unit: 's',
      lines: [['{{db_operation_name}}', quantile(0.99, STATEMENTS, 'db_operation_name')]],
    },
    {
      title: 'Failed statements',
      description: 'By SQLSTATE; `unavailable` when the database did not answer.',
      unit: 'ops',
      lines: [['{{error_type}}', rate(`${STATEMENTS}_count`, 'error_type', 'error_type!=""')]],
    },
    {
      title: 'Requests without a connection',
      unit: 'reqps',
      lines: [['{{instance}}', rate('latchkey_database_refusals_total', 'instance')]],
    },
    {
      title: 'Reads of the API by server',
      description: 'Only with a read replica. For the primary with the reason.',
      unit: 'ops',
      lines: [['{{target}} {{reason}}', rate('latchkey_reads_total', 'target, reason')]],
    },
    {
      title: 'Age of the read replica',
      description: 'Beyond `database.readMaxLag` reads go to the primary.',
      unit: 's',
      lines: [['{{instance}}', gauge('latchkey_replica_lag_seconds')]],
    },
  ],
};
