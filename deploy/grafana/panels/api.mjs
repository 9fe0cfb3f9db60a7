import { gauge, quantile, rate, REQUESTS } from './expressions.mjs';

/** Each line of a panel is a legend and an expression. */
export const API = {
  uid: 'latchkey-api',
  title: 'Latchkey: API by route',
  panels: [
    {
      title: 'Requests by route',
      unit: 'reqps',
      lines: [
        [
          '{{http_request_method}} {{http_route}}',
          rate(`${REQUESTS}_count`, 'http_request_method, http_route'),
        ],
      ],
    },
    {
      title: 'p99 by route',
      unit: 's',
      lines: [
        [
          '{{http_request_method}} {{http_route}}',
          quantile(0.99, REQUESTS, 'http_request_method, http_route'),
        ],
      ],
    },
    {
      title: 'Mean duration by route',
      unit: 's',
      lines: [
        [
          '{{http_route}}',
          `${rate(`${REQUESTS}_sum`, 'http_route')} / ${rate(`${REQUESTS}_count`, 'http_route')}`,
        ],
      ],
    },
    {
      title: 'Time spent by route',
      description: 'Seconds in each second, over all requests: what to make faster first.',
      unit: 'short',
      lines: [['{{http_route}}', rate(`${REQUESTS}_sum`, 'http_route')]],
    },
    {
      title: 'Errors of callers (4xx) by route',
      unit: 'reqps',
      lines: [
        [
          '{{http_response_status_code}} {{http_route}}',
          rate(
            `${REQUESTS}_count`,
            'http_response_status_code, http_route',
            'http_response_status_code=~"4.."',
          ),
        ],
      ],
    },
    {
      title: 'Errors of the server (5xx) by route',
      unit: 'reqps',
      lines: [
        [
          '{{http_response_status_code}} {{http_route}}',
          rate(
            `${REQUESTS}_count`,
            'http_response_status_code, http_route',
            'http_response_status_code=~"5.."',
          ),
        ],
      ],
    },
    {
      title: 'Requests that wait for another of their client',
      unit: 'short',
      lines: [['{{instance}}', gauge('latchkey_client_requests_waiting')]],
    },
    {
      title: 'Refused costly reads',
      unit: 'reqps',
      lines: [['{{limit}}', rate('latchkey_costly_reads_refused_total', 'limit')]],
    },
  ],
};
