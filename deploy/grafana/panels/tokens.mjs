import { gauge, JOB, percentiles, rate, REQUESTS, TOKEN_ROUTE } from './expressions.mjs';

/** Each line of a panel is a legend and an expression. */
export const TOKEN_PANELS = {
  uid: 'latchkey-tokens',
  title: 'Latchkey: tokens and refusals',
  panels: [
    {
      title: 'Tokens by grant type',
      unit: 'reqps',
      lines: [['{{grant_type}}', rate('latchkey_access_tokens_issued_total', 'grant_type')]],
    },
    {
      title: 'Tokens by client authentication method',
      unit: 'reqps',
      lines: [
        [
          '{{client_authentication_method}}',
          rate('latchkey_access_tokens_issued_total', 'client_authentication_method'),
        ],
      ],
    },
    { title: 'Duration of a token', unit: 's', lines: percentiles(REQUESTS, TOKEN_ROUTE) },
    {
      title: 'Refused requests for tokens by error',
      unit: 'reqps',
      lines: [['{{error}}', rate('latchkey_token_refusals_total', 'error')]],
    },
    {
      title: 'Failed client authentications by reason',
      unit: 'reqps',
      description:
        'Of a registered client: a program with a wrong secret. Of an unknown one: guesses.',
      lines: [
        [
          '{{reason}}, {{client}} client',
          rate('latchkey_client_authentication_failures_total', 'reason, client'),
        ],
      ],
    },
    {
      title: 'Failed sign-ins of people',
      unit: 'reqps',
      lines: [['{{reason}}', rate('latchkey_sign_in_failures_total', 'reason')]],
    },
    {
      title: 'Requests beyond a limit of their client',
      unit: 'reqps',
      lines: [['{{limit}}', rate('latchkey_client_limit_refusals_total', 'limit')]],
    },
    {
      title: 'Clients that lose their last secret',
      description: 'Within so many days. All processes of a side report the same.',
      unit: 'short',
      lines: [
        [
          '{{job}} {{within_days}} days',
          `max by (job, within_days) (${gauge('latchkey_clients_losing_secrets')})`,
        ],
      ],
    },
    {
      title: 'Uses of replaced secrets, a day',
      unit: 'short',
      lines: [
        [
          '{{client_id}} …{{hint}}',
          `sum by (client_id, hint) (increase(latchkey_deprecated_secret_uses_total{${JOB}}[1d]))`,
        ],
      ],
    },
    {
      title: 'Messages to people',
      unit: 'ops',
      lines: [['{{outcome}}', rate('latchkey_notify_messages_total', 'outcome')]],
    },
    {
      title: 'Passwords that wait for their hash',
      unit: 'short',
      lines: [['{{instance}}', gauge('latchkey_password_hashes_waiting')]],
    },
  ],
};
