/** Parts of the expressions. `$job` and `$__rate_interval` are variables of Grafana. */
export const JOB = 'job=~"$job"';
const RATE = '[$__rate_interval]';

/** Returns the rate of a counter, by labels. */
export const rate = (metric, by, labels = '') =>
  `sum by (${by}) (rate(${metric}{${JOB}${labels && `,${labels}`}}${RATE}))`;

/** Returns a percentile of a histogram, by labels. */
export const quantile = (q, metric, by, labels = '') =>
  `histogram_quantile(${q}, ${rate(`${metric}_bucket`, by ? `${by}, le` : 'le', labels)})`;

export const REQUESTS = 'http_server_request_duration_seconds';
export const STATEMENTS = 'db_client_operation_duration_seconds';
export const WAITS = 'db_client_connection_wait_time_seconds';
export const TOKEN_ROUTE = 'http_route="/oauth2-token"';
export const gauge = (metric, labels = '') => `${metric}{${JOB}${labels && `,${labels}`}}`;

export const burn = (name, budget) =>
  ['5m', '1h', '6h', '3d'].map((window) => [
    `{{job}} ${window}`,
    `latchkey:${name}:ratio_rate${window}{${JOB}} / ${budget}`,
  ]);

export const percentiles = (metric, labels) =>
  [0.5, 0.9, 0.99].map((q) => [`p${q * 100}`, quantile(q, metric, '', labels)]);
