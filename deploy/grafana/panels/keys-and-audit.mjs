import { gauge } from './expressions.mjs';

/** Each line of a panel is a legend and an expression. */
export const KEYS = {
  uid: 'latchkey-keys-and-audit',
  title: 'Latchkey: keys, revocations, audit',
  panels: [
    {
      title: 'Signing keys by state',
      unit: 'short',
      lines: [['{{job}} {{state}}', `min by (job, state) (${gauge('latchkey_signing_keys')})`]],
    },
    {
      title: 'Age of signing keys in their state',
      unit: 's',
      lines: [
        [
          '{{job}} {{state}} {{kid}}',
          `max by (job, state, kid) (${gauge('latchkey_signing_key_age_seconds')})`,
        ],
        [
          '{{job}} is replaced at',
          `max by (job) (${gauge('latchkey_signing_key_rotation_interval_seconds')})`,
        ],
      ],
    },
    {
      title: 'Keys that a process cannot use',
      unit: 'short',
      lines: [
        ['{{instance}} lacking', gauge('latchkey_signing_keys_lacking')],
        ['{{instance}} not authentic', gauge('latchkey_ignored_signing_keys')],
      ],
    },
    {
      title: 'Notifications arrive',
      unit: 'short',
      max: 1,
      lines: [['{{instance}}', gauge('latchkey_notifications_connected')]],
    },
    {
      title: 'Lag of changes',
      unit: 's',
      lines: [
        ['{{instance}} changes', gauge('latchkey_notification_lag_seconds')],
        ['{{instance}} revocations', gauge('latchkey_revocation_lag_seconds')],
      ],
    },
    {
      title: 'Revoked tokens in memory',
      unit: 'short',
      lines: [['{{instance}}', gauge('latchkey_revoked_tokens')]],
    },
    {
      title: 'Audit events that are not sealed',
      unit: 'short',
      lines: [['events', `max(${gauge('latchkey_audit_unsealed_events')})`]],
    },
    {
      title: 'Age of the oldest event that is not sealed',
      unit: 's',
      lines: [['age', `max(${gauge('latchkey_audit_unsealed_age_seconds')})`]],
    },
    {
      title: 'Head of the audit chain',
      unit: 'none',
      lines: [['last event', `max(${gauge('latchkey_audit_head_event')})`]],
    },
    {
      title: 'Time since the chain was verified',
      unit: 's',
      lines: [
        [
          '{{events}} events',
          `time() - max by (events) (${gauge('latchkey_audit_verified_timestamp_seconds')} > 0)`,
        ],
      ],
    },
    {
      title: 'Chain intact',
      unit: 'short',
      max: 1,
      lines: [['sound', `min(${gauge('latchkey_audit_chain_sound')})`]],
    },
  ],
};
