export const en = {
  title: 'Overview',
  lead: 'What needs your attention, and how much the clients do.',
  attention: 'Needs attention',
  allGood: 'Nothing needs attention',
  allGoodText:
    'No secret ends within 14 days, every client was used in the last 90 days, and every key and event is in order.',
  nothingAllowed: 'Your roles show nothing here',
  nothingAllowedText:
    'Ask an administrator for a role with the scope of what you need, such as clients:read. Areas that your roles allow are in the navigation.',
  secretsEnd:
    '{count} client has a secret that ends within 14 days | {count} clients have a secret that ends within 14 days',
  secretsEndText:
    'Rotate the secret before its end. The old and the new one work together for a while.',
  clientsExpire: '{count} client expires within 14 days | {count} clients expire within 14 days',
  clientsExpireText: 'Extend the life of a client that is still needed.',
  unused: '{count} client was not used for 90 days | {count} clients were not used for 90 days',
  unusedText:
    'Disable a client that nobody needs. Its secrets would let anybody in who finds them.',
  refused:
    '{count} client was refused in the last 24 hours | {count} clients were refused in the last 24 hours',
  atLeast: 'At least {text}',
  refusedText: 'See why, and what to do: {names}.',
  others: '{count} other | {count} others',
  keysLacked:
    '{count} signing key does not work in every process | {count} signing keys do not work in every process',
  keysLackedText: 'A process lacks the key. Its tokens and checks may fail: see which one.',
  chainBroken: 'The audit trail was changed',
  chainBrokenText: 'The verification has found a problem at event {event}: {problem}',
  chainUnverified: 'The audit trail is not verified',
  chainUnverifiedText: 'No verification has checked the chain yet.',
  chainStale: 'The audit trail was not verified for a day',
  chainStaleText: 'The last verification ended {when}.',
  usage: 'The last 24 hours',
  usageLead: 'Sums of all clients, with those of the current hour below.',
  backoffice: 'Back office',
  storefront: 'Storefront',
  tokens: 'Tokens issued',
  calls: 'Accepted calls',
  denials: 'Refused calls',
  thisHour: '{count} this hour',
  noUsage: 'No client has called in the last 24 hours.',
} as const;
