import { burn, gauge, JOB, rate } from './expressions.mjs';

/** Each line of a panel is a legend and an expression. */
export const SERVICE_LEVELS = {
  uid: 'latchkey-service-levels',
  title: 'Latchkey: service levels',
  panels: [
    {
      title: 'Requests without 5xx, 3 days',
      description: 'The goal is 99.9 %.',
      type: 'stat',
      unit: 'percentunit',
      max: 1,
      width: 6,
      lines: [['{{job}}', `1 - latchkey:request_errors:ratio_rate3d{${JOB}}`]],
    },
    {
      title: 'Tokens within 100 ms, 3 days',
      description: 'The goal is 99 %.',
      type: 'stat',
      unit: 'percentunit',
      max: 1,
      width: 6,
      lines: [['{{job}}', `1 - latchkey:slow_tokens:ratio_rate3d{${JOB}}`]],
    },
    {
      title: 'Processes',
      description: 'The versions that run.',
      type: 'stat',
      unit: 'short',
      width: 12,
      lines: [
        [
          '{{job}} {{version}}',
          `count by (job, version, node_version) (${gauge('latchkey_build_info')})`,
        ],
      ],
    },
    {
      title: 'Burn rate of failed requests',
      description:
        '1 uses up the budget of 30 days in 30 days; alerts begin at 14.4 within an hour.',
      unit: 'short',
      lines: burn('request_errors', 0.001),
    },
    {
      title: 'Burn rate of slow tokens',
      description: '1 uses up the budget of 30 days in 30 days.',
      unit: 'short',
      lines: burn('slow_tokens', 0.01),
    },
    {
      title: 'Requests by status',
      unit: 'reqps',
      lines: [['{{status}}', rate('latchkey_http_requests_total', 'status')]],
    },
    {
      title: 'Event loop: p99 of delays',
      description: 'Above 0.2 s a process has more to do than one core can.',
      unit: 's',
      lines: [['{{instance}}', gauge('nodejs_eventloop_lag_p99_seconds')]],
    },
    {
      title: 'Processor',
      description: '1 is one core.',
      unit: 'short',
      lines: [['{{instance}}', rate('process_cpu_seconds_total', 'instance')]],
    },
    {
      title: 'Memory',
      unit: 'bytes',
      lines: [
        ['{{instance}} resident', gauge('process_resident_memory_bytes')],
        ['{{instance}} heap', gauge('nodejs_heap_size_used_bytes')],
      ],
    },
    {
      title: 'Connections',
      unit: 'short',
      lines: [
        ['{{instance}} open', gauge('latchkey_http_connections')],
        ['{{instance}} files', gauge('process_open_fds')],
      ],
    },
    {
      title: 'Closed connections by reason',
      unit: 'ops',
      lines: [['{{reason}}', rate('latchkey_http_connections_closed_total', 'reason')]],
    },
  ],
};
