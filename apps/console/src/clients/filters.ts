/** The filters of the list, in its address. Days are counted from now. */
export const CLIENT_FILTERS = {
  side: ['backoffice', 'storefront'],
  state: ['active', 'disabled', 'expired'],
  scope: 'text',
  owner: 'text',
  unused: ['30', '90', '365'],
  ends: ['1', '7', '14', '30'],
} as const;

/** The tabs of the page of a client. */
export const CLIENT_TABS = {
  tab: ['overview', 'secrets', 'scopes', 'access', 'keys', 'try', 'history'],
  range: ['24h', '7d', '30d', '90d', '400d'],
} as const;

export type Range = (typeof CLIENT_TABS.range)[number];

export type ClientTab = (typeof CLIENT_TABS.tab)[number];
